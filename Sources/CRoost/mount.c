#define _GNU_SOURCE
#include "include/roost_mount.h"

#include <fcntl.h>
#include <linux/mount.h>
#include <stddef.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "result.h"

// <sys/mount.h> and <linux/mount.h> do not go together in every C library, so the two calls are declared here.
extern int mount(const char *, const char *, const char *, unsigned long, const void *);
extern int umount2(const char *, int);

#ifndef MOUNT_ATTR_IDMAP
#define MOUNT_ATTR_IDMAP 0x00100000
#endif
#ifndef AT_RECURSIVE
#define AT_RECURSIVE 0x8000
#endif
#define DETACH 2

int roost_mounts_private(void) { return roost_result(mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL)); }

int roost_mount_new(const char *type, const char *target, const char *options, bool nodev, bool noexec) {
  unsigned long flags = MS_NOSUID | (nodev ? MS_NODEV : 0) | (noexec ? MS_NOEXEC : 0);
  return roost_result(mount(type, target, type, flags, options));
}

int roost_tree_clone(int source, bool recursive) {
  unsigned flags = OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_EMPTY_PATH | (recursive ? AT_RECURSIVE : 0);
  return roost_result(syscall(SYS_open_tree, source, "", flags));
}

int roost_tree_restrict(int tree, bool read_only, bool nodev) {
  struct mount_attr change;
  memset(&change, 0, sizeof change);
  change.attr_set = MOUNT_ATTR_NOSUID | (nodev ? MOUNT_ATTR_NODEV : 0) | (read_only ? MOUNT_ATTR_RDONLY : 0);
  unsigned flags = AT_EMPTY_PATH | AT_RECURSIVE;
  return roost_result(syscall(SYS_mount_setattr, tree, "", flags, &change, sizeof change));
}

int roost_tree_map(int tree, int user_namespace) {
  struct mount_attr change;
  memset(&change, 0, sizeof change);
  change.attr_set = MOUNT_ATTR_IDMAP;
  change.userns_fd = (unsigned)user_namespace;
  unsigned flags = AT_EMPTY_PATH | AT_RECURSIVE;
  return roost_result(syscall(SYS_mount_setattr, tree, "", flags, &change, sizeof change));
}

int roost_tree_attach(int tree, int target) {
  unsigned flags = MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH;
  return roost_result(syscall(SYS_move_mount, tree, "", target, "", flags));
}

int roost_mount_read_only(const char *path) {
  if (mount(path, path, NULL, MS_BIND | MS_REC, NULL) < 0) return -errno;
  unsigned long flags = MS_BIND | MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC;
  return roost_result(mount(NULL, path, NULL, flags, NULL));
}

int roost_pivot_here(void) {
  if (syscall(SYS_pivot_root, ".", ".") < 0) return -errno;
  if (umount2(".", DETACH) < 0) return -errno;
  return roost_result(chdir("/"));
}
