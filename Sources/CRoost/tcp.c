#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "include/roost_socket.h"
#include "result.h"

union address {
  struct sockaddr any;
  struct sockaddr_in v4;
  struct sockaddr_in6 v6;
};

static socklen_t fill(union address *address, const uint8_t *bytes, size_t length, uint16_t port) {
  memset(address, 0, sizeof *address);
  if (length == sizeof address->v4.sin_addr) {
    address->v4.sin_family = AF_INET;
    address->v4.sin_port = htons(port);
    memcpy(&address->v4.sin_addr, bytes, length);
    return sizeof address->v4;
  }
  if (length != sizeof address->v6.sin6_addr) return 0;
  address->v6.sin6_family = AF_INET6;
  address->v6.sin6_port = htons(port);
  memcpy(&address->v6.sin6_addr, bytes, length);
  return sizeof address->v6;
}

int roost_tcp_connect(const uint8_t *bytes, size_t length, uint16_t port) {
  union address address;
  socklen_t size = fill(&address, bytes, length, port);
  if (size == 0) return -EINVAL;
  int connection = socket(address.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, IPPROTO_TCP);
  if (connection < 0) return -errno;
  int on = 1;
  int result = setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (result == 0) result = connect(connection, &address.any, size);
  if (result == 0 || errno == EINPROGRESS) return connection;
  result = -errno;
  close(connection);
  return result;
}

int roost_tcp_listen(const uint8_t *bytes, size_t length, uint16_t port, int backlog) {
  union address address;
  socklen_t size = fill(&address, bytes, length, port);
  if (size == 0) return -EINVAL;
  int listener = socket(address.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, IPPROTO_TCP);
  if (listener < 0) return -errno;
  if (bind(listener, &address.any, size) == 0 && listen(listener, backlog) == 0) return listener;
  int result = -errno;
  close(listener);
  return result;
}

int roost_tcp_connected(int socket) {
  struct pollfd wanted = {.fd = socket, .events = POLLOUT};
  int ready = poll(&wanted, 1, 0);
  if (ready < 0) return -errno;
  if (ready == 0) return -EINPROGRESS;
  int problem = 0;
  socklen_t length = sizeof problem;
  if (getsockopt(socket, SOL_SOCKET, SO_ERROR, &problem, &length) < 0) return -errno;
  return -problem;
}
