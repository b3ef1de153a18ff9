#define _GNU_SOURCE
#include "include/roost_terminal.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "result.h"

#ifndef TIOCGPTPEER
#define TIOCGPTPEER _IO('T', 0x41)
#endif

int roost_terminal_resize(int terminal, uint16_t columns, uint16_t rows) {
  struct winsize size = {.ws_row = rows, .ws_col = columns};
  return roost_result(ioctl(terminal, TIOCSWINSZ, &size));
}

// The peer comes from the open terminal itself: no path that somebody inside could have replaced.
static int open_peer(int terminal, uint16_t columns, uint16_t rows) {
  int locked = 0;
  if (ioctl(terminal, TIOCSPTLCK, &locked) < 0) return -errno;
  int result = roost_terminal_resize(terminal, columns, rows);
  return result < 0 ? result : roost_result(ioctl(terminal, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC));
}

int roost_terminal_open(uint16_t columns, uint16_t rows, int *peer) {
  int flags = O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK;
  int terminal = open("/dev/pts/ptmx", flags);
  // On a plain host only the device beside it is open to everybody.
  if (terminal < 0 && errno == EACCES) terminal = open("/dev/ptmx", flags);
  if (terminal < 0) return -errno;
  *peer = open_peer(terminal, columns, rows);
  if (*peer >= 0) return terminal;
  close(terminal);
  return *peer;
}
