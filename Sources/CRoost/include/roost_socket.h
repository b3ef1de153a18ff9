#ifndef ROOST_SOCKET_H
#define ROOST_SOCKET_H

#include <stddef.h>
#include <stdint.h>

/// A listening unix socket at a path of any length: the directory is given open. Only its owner may connect.
/// Replaces what an earlier owner left behind; -EADDRINUSE when one still answers.
int roost_unix_listen(int directory, const char *name, int backlog);

/// Connects to a unix socket in an open directory. Non-blocking from then on.
int roost_unix_connect(int directory, const char *name);

/// Takes a waiting connection, non-blocking. -EAGAIN when there is none.
int roost_unix_accept(int listener, uint32_t *user);

/// Sends bytes and, with the first of them, a descriptor unless it is -1. Returns how many bytes were taken.
int roost_send(int socket, const void *bytes, size_t count, int descriptor);

/// Receives bytes, and a descriptor that came with them, else -1 in `descriptor`. 0 is the end.
int roost_receive(int socket, void *bytes, size_t count, int *descriptor);

/// Begins to connect to a TCP port, non-blocking: `length` 4 or 16 bytes of address. Returns the socket; -errno when it
/// is refused at once.
int roost_tcp_connect(const uint8_t *address, size_t length, uint16_t port);

/// Listens on a TCP port of an address, non-blocking: `length` 4 or 16 bytes of it.
int roost_tcp_listen(const uint8_t *address, size_t length, uint16_t port, int backlog);

/// 0 once connected, -EINPROGRESS before, else what went wrong.
int roost_tcp_connected(int socket);

#endif
