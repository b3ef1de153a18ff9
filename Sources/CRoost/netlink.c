#define _GNU_SOURCE
#include "netlink.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "result.h"

// Every request here is of a few short attributes, names at most 15 bytes: far from the size of the buffer.
static void *reserve(struct roost_request *request, size_t size) {
  void *place = request->bytes + request->header.nlmsg_len;
  request->header.nlmsg_len += (uint32_t)NLMSG_ALIGN(size);
  return place;
}

void *roost_request_begin(struct roost_request *request, uint16_t type, uint16_t flags, size_t body) {
  memset(request, 0, sizeof *request);
  request->header.nlmsg_len = NLMSG_HDRLEN;
  request->header.nlmsg_type = type;
  request->header.nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK | flags;
  return reserve(request, body);
}

void *roost_request_body(struct roost_request *request, size_t size) { return reserve(request, size); }

void roost_request_add(struct roost_request *request, uint16_t type, const void *value, size_t size) {
  struct nlattr *attribute = reserve(request, NLA_HDRLEN + size);
  attribute->nla_type = type;
  attribute->nla_len = (uint16_t)(NLA_HDRLEN + size);
  memcpy((char *)attribute + NLA_HDRLEN, value, size);
}

void roost_request_add_text(struct roost_request *request, uint16_t type, const char *text) {
  roost_request_add(request, type, text, strlen(text) + 1);
}

size_t roost_request_open(struct roost_request *request, uint16_t type) {
  size_t position = request->header.nlmsg_len;
  struct nlattr *attribute = reserve(request, NLA_HDRLEN);
  attribute->nla_type = type | NLA_F_NESTED;
  return position;
}

void roost_request_close(struct roost_request *request, size_t position) {
  struct nlattr *attribute = (struct nlattr *)(request->bytes + position);
  attribute->nla_len = (uint16_t)(request->header.nlmsg_len - position);
}

static int receive_answer(int netlink) {
  union {
    struct nlmsghdr header;
    char bytes[1024];
  } answer;
  ssize_t size = recv(netlink, &answer, sizeof answer, 0);
  if (size < 0) return -errno;
  if (!NLMSG_OK(&answer.header, size) || answer.header.nlmsg_type != NLMSG_ERROR) return -EPROTO;
  return ((struct nlmsgerr *)NLMSG_DATA(&answer.header))->error;
}

int roost_request_send(struct roost_request *request) {
  int netlink = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
  if (netlink < 0) return -errno;
  int result = roost_result(send(netlink, request, request->header.nlmsg_len, 0));
  if (result >= 0) result = receive_answer(netlink);
  close(netlink);
  return result;
}
