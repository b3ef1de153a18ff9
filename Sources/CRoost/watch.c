#define _GNU_SOURCE
#include "include/roost_watch.h"

#include <linux/magic.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/inotify.h>
#include <sys/vfs.h>

#include "result.h"

#define WANTED                                                                                                  \
  (IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_DELETE_SELF | \
   IN_MOVE_SELF | IN_ONLYDIR | IN_EXCL_UNLINK)

int roost_watch_create(void) { return roost_result(inotify_init1(IN_CLOEXEC | IN_NONBLOCK)); }

static bool is_the_kernels_own(int directory) {
  struct statfs system;
  if (fstatfs(directory, &system) < 0) return false;
  switch ((unsigned long)system.f_type) {
    case PROC_SUPER_MAGIC:
    case SYSFS_MAGIC:
    case CGROUP_SUPER_MAGIC:
    case CGROUP2_SUPER_MAGIC:
    case DEVPTS_SUPER_MAGIC:
      return true;
    default:
      return false;
  }
}

int roost_watch_add(int watch, int directory) {
  if (is_the_kernels_own(directory)) return -EXDEV;
  // There is no call that takes a descriptor.
  char path[32];
  snprintf(path, sizeof path, "/proc/self/fd/%d", directory);
  return roost_result(inotify_add_watch(watch, path, WANTED));
}

int roost_watch_remove(int watch, int number) { return roost_result(inotify_rm_watch(watch, number)); }
