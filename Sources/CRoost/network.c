#define _GNU_SOURCE
#include "include/roost_network.h"

#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <linux/veth.h>
#include <net/if.h>
#include <string.h>
#include <sys/socket.h>

#include "netlink.h"
#include "result.h"

static int check_name(const char *name) { return strlen(name) < IFNAMSIZ ? 0 : -ENAMETOOLONG; }

static int link_index(const char *name) {
  unsigned index = if_nametoindex(name);
  return index == 0 ? -errno : (int)index;
}

int roost_link_pair(const char *name, const char *peer, int pid) {
  if (check_name(name) < 0 || check_name(peer) < 0) return -ENAMETOOLONG;
  struct roost_request request;
  roost_request_begin(&request, RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, sizeof(struct ifinfomsg));
  roost_request_add_text(&request, IFLA_IFNAME, name);
  size_t info = roost_request_open(&request, IFLA_LINKINFO);
  roost_request_add_text(&request, IFLA_INFO_KIND, "veth");
  size_t data = roost_request_open(&request, IFLA_INFO_DATA);
  size_t other = roost_request_open(&request, VETH_INFO_PEER);
  roost_request_body(&request, sizeof(struct ifinfomsg));
  roost_request_add_text(&request, IFLA_IFNAME, peer);
  uint32_t owner = (uint32_t)pid;
  roost_request_add(&request, IFLA_NET_NS_PID, &owner, sizeof owner);
  roost_request_close(&request, other);
  roost_request_close(&request, data);
  roost_request_close(&request, info);
  return roost_request_send(&request);
}

// Without an address of its own making a card cannot be reached over IPv6. Nothing to do where IPv6 is switched off.
static int refuse_ipv6(int index) {
  struct roost_request request;
  struct ifinfomsg *link = roost_request_begin(&request, RTM_NEWLINK, 0, sizeof *link);
  link->ifi_index = index;
  size_t families = roost_request_open(&request, IFLA_AF_SPEC);
  size_t family = roost_request_open(&request, AF_INET6);
  uint8_t mode = IN6_ADDR_GEN_MODE_NONE;
  roost_request_add(&request, IFLA_INET6_ADDR_GEN_MODE, &mode, sizeof mode);
  roost_request_close(&request, family);
  roost_request_close(&request, families);
  int result = roost_request_send(&request);
  return result == -EAFNOSUPPORT || result == -EOPNOTSUPP ? 0 : result;
}

int roost_link_up(const char *name, bool only_ipv4) {
  int index = link_index(name);
  if (index < 0) return index;
  int result = only_ipv4 ? refuse_ipv6(index) : 0;
  if (result < 0) return result;
  struct roost_request request;
  struct ifinfomsg *link = roost_request_begin(&request, RTM_NEWLINK, 0, sizeof *link);
  link->ifi_index = index;
  link->ifi_flags = IFF_UP;
  link->ifi_change = IFF_UP;
  return roost_request_send(&request);
}

int roost_link_remove(const char *name) {
  int index = link_index(name);
  if (index < 0) return index;
  struct roost_request request;
  struct ifinfomsg *link = roost_request_begin(&request, RTM_DELLINK, 0, sizeof *link);
  link->ifi_index = index;
  return roost_request_send(&request);
}

int roost_address_add(const char *name, const uint8_t *bytes, uint8_t prefix_length) {
  int index = link_index(name);
  if (index < 0) return index;
  struct roost_request request;
  struct ifaddrmsg *address =
      roost_request_begin(&request, RTM_NEWADDR, NLM_F_CREATE | NLM_F_EXCL, sizeof *address);
  address->ifa_family = AF_INET;
  address->ifa_prefixlen = prefix_length;
  address->ifa_scope = RT_SCOPE_UNIVERSE;
  address->ifa_index = (uint32_t)index;
  roost_request_add(&request, IFA_LOCAL, bytes, 4);
  roost_request_add(&request, IFA_ADDRESS, bytes, 4);
  return roost_request_send(&request);
}

int roost_route_default(const uint8_t *gateway) {
  struct roost_request request;
  struct rtmsg *route = roost_request_begin(&request, RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL, sizeof *route);
  route->rtm_family = AF_INET;
  route->rtm_table = RT_TABLE_MAIN;
  route->rtm_protocol = RTPROT_BOOT;
  route->rtm_scope = RT_SCOPE_UNIVERSE;
  route->rtm_type = RTN_UNICAST;
  roost_request_add(&request, RTA_GATEWAY, gateway, 4);
  return roost_request_send(&request);
}
