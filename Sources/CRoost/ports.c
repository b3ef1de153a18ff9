#define _GNU_SOURCE
#include "include/roost_ports.h"

#include <arpa/inet.h>
#include <linux/filter.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "result.h"

#define STATE_LISTEN 10
#define GROUP_BIT(group) (1u << ((group) - 1))

int roost_ports_open(void) {
  return roost_result(socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_SOCK_DIAG));
}

struct listing {
  struct roost_port *ports;
  int capacity;
  int count;
  bool done;
};

static int ask(int descriptor, uint8_t family) {
  struct {
    struct nlmsghdr header;
    struct inet_diag_req_v2 body;
  } request;
  memset(&request, 0, sizeof request);
  request.header.nlmsg_len = sizeof request;
  request.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
  request.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
  request.body.sdiag_family = family;
  request.body.sdiag_protocol = IPPROTO_TCP;
  request.body.idiag_states = 1u << STATE_LISTEN;
  return roost_result(send(descriptor, &request, sizeof request, 0));
}

static void note(struct listing *listing, const struct inet_diag_msg *socket) {
  if (listing->count == listing->capacity) return;
  struct roost_port *port = &listing->ports[listing->count++];
  port->port = ntohs(socket->id.idiag_sport);
  port->inode = socket->idiag_inode;
  port->length = socket->idiag_family == AF_INET6 ? 16 : 4;
  memset(port->address, 0, sizeof port->address);
  memcpy(port->address, socket->id.idiag_src, port->length);
}

static int read_part(int descriptor, struct listing *listing) {
  _Alignas(struct nlmsghdr) char bytes[16384];
  ssize_t size = recv(descriptor, bytes, sizeof bytes, 0);
  if (size < 0) return -errno;
  for (struct nlmsghdr *header = (struct nlmsghdr *)bytes; NLMSG_OK(header, size);
       header = NLMSG_NEXT(header, size)) {
    if (header->nlmsg_type == NLMSG_DONE) {
      listing->done = true;
      return 0;
    }
    if (header->nlmsg_type == NLMSG_ERROR) return ((struct nlmsgerr *)NLMSG_DATA(header))->error;
    if (header->nlmsg_len >= NLMSG_LENGTH(sizeof(struct inet_diag_msg))) note(listing, NLMSG_DATA(header));
  }
  return 0;
}

int roost_ports_list(int descriptor, struct roost_port *ports, int capacity) {
  static const uint8_t families[] = {AF_INET, AF_INET6};
  struct listing listing = {.ports = ports, .capacity = capacity};
  for (size_t index = 0; index < sizeof families; index++) {
    int result = ask(descriptor, families[index]);
    if (result < 0) return result;
    listing.done = false;
    while (!listing.done) {
      result = read_part(descriptor, &listing);
      if (result < 0) return result;
    }
  }
  return listing.count;
}

// Lets only sockets without a remote port through: those that listened. The others are connections, which end all the
// time, and the kernel need not wake us for them.
static int filter_connections(int descriptor) {
  unsigned remote_port =
      NLMSG_HDRLEN + offsetof(struct inet_diag_msg, id) + offsetof(struct inet_diag_sockid, idiag_dport);
  struct sock_filter steps[] = {
      BPF_STMT(BPF_LD | BPF_H | BPF_ABS, remote_port),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, 0),
      BPF_STMT(BPF_RET | BPF_K, 0xffffffff),
  };
  struct sock_fprog program = {sizeof steps / sizeof *steps, steps};
  return roost_result(setsockopt(descriptor, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program));
}

static int subscribe(int descriptor) {
  struct sockaddr_nl address;
  memset(&address, 0, sizeof address);
  address.nl_family = AF_NETLINK;
  address.nl_groups = GROUP_BIT(SKNLGRP_INET_TCP_DESTROY) | GROUP_BIT(SKNLGRP_INET6_TCP_DESTROY);
  return roost_result(bind(descriptor, (const struct sockaddr *)&address, sizeof address));
}

int roost_ports_watch(void) {
  int descriptor = roost_ports_open();
  if (descriptor < 0) return descriptor;
  int result = filter_connections(descriptor);
  if (result >= 0) result = subscribe(descriptor);
  if (result < 0) close(descriptor);
  return result < 0 ? result : descriptor;
}

int roost_ports_watch_drain(int descriptor) {
  char bytes[4096];
  for (;;) {
    ssize_t size = recv(descriptor, bytes, sizeof bytes, 0);
    if (size < 0 && errno == EAGAIN) return 0;
    // Some were dropped: the caller looks at the whole list anyway.
    if (size < 0 && errno != ENOBUFS && errno != EINTR) return -errno;
  }
}
