// Requests to the kernel's routing socket, built in place.
#ifndef ROOST_NETLINK_H
#define ROOST_NETLINK_H

#include <linux/netlink.h>
#include <stddef.h>
#include <stdint.h>

#define ROOST_REQUEST_SIZE 512

struct roost_request {
  union {
    struct nlmsghdr header;
    char bytes[ROOST_REQUEST_SIZE];
  };
};

/// Begins a request; `body` is its fixed part. Returns where that was put.
void *roost_request_begin(struct roost_request *request, uint16_t type, uint16_t flags, size_t body);

/// Adds fixed bytes that are not an attribute.
void *roost_request_body(struct roost_request *request, size_t size);

void roost_request_add(struct roost_request *request, uint16_t type, const void *value, size_t size);
void roost_request_add_text(struct roost_request *request, uint16_t type, const char *text);

/// Opens an attribute that holds others; closed by giving the result to ``roost_request_close``.
size_t roost_request_open(struct roost_request *request, uint16_t type);
void roost_request_close(struct roost_request *request, size_t position);

/// Sends the request and waits for the kernel's answer to it.
int roost_request_send(struct roost_request *request);

#endif
