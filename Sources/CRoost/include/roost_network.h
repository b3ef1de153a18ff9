#ifndef ROOST_NETWORK_H
#define ROOST_NETWORK_H

#include <stdbool.h>
#include <stdint.h>

/// Makes two connected virtual network cards: `name` here, `peer` in the network namespace of process `pid`.
int roost_link_pair(const char *name, const char *peer, int pid);

/// Switches a card on. `only_ipv4` keeps it from giving itself an IPv6 address.
int roost_link_up(const char *name, bool only_ipv4);

int roost_link_remove(const char *name);

/// Gives a card an IPv4 address, 4 bytes in network order.
int roost_address_add(const char *name, const uint8_t *address, uint8_t prefix_length);

/// Makes an IPv4 address, 4 bytes in network order, the way to everywhere.
int roost_route_default(const uint8_t *gateway);

#endif
