#define _GNU_SOURCE
#include "include/roost_machine.h"

#include <fcntl.h>
#include <linux/if_tun.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "netlink.h"
#include "result.h"

int roost_module_load(int file) { return roost_result(syscall(SYS_finit_module, file, "", 0)); }

int roost_mount_source(const char *source, const char *target, const char *type, const char *options, bool read_only) {
  unsigned long flags = MS_NOSUID | MS_NODEV | (read_only ? MS_RDONLY : 0);
  return roost_result(mount(source, target, type, flags, options));
}

int roost_link_move(const char *name, int pid) {
  unsigned index = if_nametoindex(name);
  if (index == 0) return -errno;
  struct roost_request request;
  struct ifinfomsg *link = roost_request_begin(&request, RTM_NEWLINK, 0, sizeof *link);
  link->ifi_index = (int)index;
  uint32_t owner = (uint32_t)pid;
  roost_request_add(&request, IFLA_NET_NS_PID, &owner, sizeof owner);
  return roost_request_send(&request);
}

int roost_tap_open(const char *name) {
  struct ifreq request;
  memset(&request, 0, sizeof request);
  if (strlen(name) >= sizeof request.ifr_name) return -ENAMETOOLONG;
  strcpy(request.ifr_name, name);
  request.ifr_flags = (short)(IFF_TAP | IFF_NO_PI | IFF_VNET_HDR | IFF_TUN_EXCL);
  int tap = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (tap < 0) return -errno;
  if (ioctl(tap, TUNSETIFF, &request) < 0) {
    int result = -errno;
    close(tap);
    return result;
  }
  return tap;
}

static const char opaque[] = "trusted.overlay.opaque";

int roost_opaque_get(int directory) {
  char value;
  return fgetxattr(directory, opaque, &value, 1) == 1 && value == 'y';
}

int roost_opaque_set(int directory) { return roost_result(fsetxattr(directory, opaque, "y", 1, 0)); }

int roost_root_cover(const char *place) {
  if (mount("/", place, NULL, MS_BIND | MS_REC, NULL) < 0) return -errno;
  if (chdir(place) < 0 || mount(".", "/", NULL, MS_MOVE, NULL) < 0 || chroot(".") < 0) return -errno;
  return roost_result(chdir("/"));
}

int roost_spawn_close_from(posix_spawn_file_actions_t *actions, int first) {
  return -posix_spawn_file_actions_addclosefrom_np(actions, first);
}

int roost_process_hold(int pid) { return roost_result(syscall(SYS_pidfd_open, pid, 0)); }

int roost_process_kill(int process) { return roost_result(syscall(SYS_pidfd_send_signal, process, SIGKILL, NULL, 0)); }

int roost_machine_stop(void) {
  sync();
  return roost_result(reboot(RB_POWER_OFF));
}
