#ifndef ROOST_TERMINAL_H
#define ROOST_TERMINAL_H

#include <stdint.h>

/// A new pseudo terminal of the sandbox's own. The controlling side is non-blocking; the process's side goes to `peer`.
int roost_terminal_open(uint16_t columns, uint16_t rows, int *peer);

/// Changes the size, and tells the processes in the foreground.
int roost_terminal_resize(int terminal, uint16_t columns, uint16_t rows);

#endif
