#ifndef ROOST_PORTS_H
#define ROOST_PORTS_H

#include <stdint.h>

/// A TCP socket that listens in this network namespace.
struct roost_port {
  uint16_t port;
  /// Bytes of `address` in use: 4 or 16.
  uint8_t length;
  uint8_t address[16];
  /// What `/proc/<pid>/fd` calls the socket.
  uint32_t inode;
};

/// A descriptor for ``roost_ports_list``.
int roost_ports_open(void);

/// All listening sockets, at most `capacity`. Returns their number. Costs some 20 microseconds.
int roost_ports_list(int descriptor, struct roost_port *ports, int capacity);

/// A descriptor that becomes readable when a listening socket was closed.
int roost_ports_watch(void);
int roost_ports_watch_drain(int descriptor);

#endif
