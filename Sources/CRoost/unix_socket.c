#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "include/roost_socket.h"
#include "result.h"

// Socket addresses hold 107 bytes of path; the way through an open directory always fits.
static int address_in(int directory, const char *name, struct sockaddr_un *address) {
  memset(address, 0, sizeof *address);
  address->sun_family = AF_UNIX;
  int length = snprintf(address->sun_path, sizeof address->sun_path, "/proc/self/fd/%d/%s", directory, name);
  return length > 0 && (size_t)length < sizeof address->sun_path ? 0 : -ENAMETOOLONG;
}

int roost_unix_connect(int directory, const char *name) {
  struct sockaddr_un address;
  int result = address_in(directory, name, &address);
  if (result < 0) return result;
  int connection = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (connection < 0) return -errno;
  if (connect(connection, (const struct sockaddr *)&address, sizeof address) == 0) return connection;
  result = -errno;
  close(connection);
  return result;
}

static int bind_and_listen(int listener, const struct sockaddr_un *address, int backlog) {
  mode_t before = umask(0177);
  int result = roost_result(bind(listener, (const struct sockaddr *)address, sizeof *address));
  umask(before);
  return result < 0 ? result : roost_result(listen(listener, backlog));
}

int roost_unix_listen(int directory, const char *name, int backlog) {
  int other = roost_unix_connect(directory, name);
  if (other >= 0) {
    close(other);
    return -EADDRINUSE;
  }
  if (unlinkat(directory, name, 0) < 0 && errno != ENOENT) return -errno;
  struct sockaddr_un address;
  int result = address_in(directory, name, &address);
  if (result < 0) return result;
  int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (listener < 0) return -errno;
  result = bind_and_listen(listener, &address, backlog);
  if (result < 0) close(listener);
  return result < 0 ? result : listener;
}

int roost_unix_accept(int listener, uint32_t *user) {
  int connection = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (connection < 0) return -errno;
  struct ucred peer;
  socklen_t length = sizeof peer;
  if (getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &peer, &length) < 0) {
    int result = -errno;
    close(connection);
    return result;
  }
  *user = peer.uid;
  return connection;
}
