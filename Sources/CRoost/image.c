#define _GNU_SOURCE
#include "include/roost_image.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/loop.h>
#include <linux/mount.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "result.h"

enum {
  LOOP_DEVICE_MAJOR = 7,
  /// Others ask for a free device at the same moment.
  ATTEMPTS = 64,
};

/// Where the machine makes no device nodes by itself, one is made.
static int open_device(int number, char *path, size_t size) {
  snprintf(path, size, "/dev/loop%d", number);
  int device = open(path, O_RDWR | O_CLOEXEC);
  if (device >= 0 || errno != ENOENT) return device;
  if (mknod(path, S_IFBLK | 0600, makedev(LOOP_DEVICE_MAJOR, number)) < 0 && errno != EEXIST) return -1;
  return open(path, O_RDWR | O_CLOEXEC);
}

/// A loop device over a file, let go with its last user. `path` gets its name.
static int attach(int image, char *path, size_t size) {
  int control = open("/dev/loop-control", O_RDWR | O_CLOEXEC);
  if (control < 0) return -errno;
  struct loop_config config;
  memset(&config, 0, sizeof config);
  config.fd = (unsigned)image;
  config.info.lo_flags = LO_FLAGS_AUTOCLEAR;
  int result = -EBUSY;
  for (int attempt = 0; attempt < ATTEMPTS && result == -EBUSY; attempt++) {
    int number = ioctl(control, LOOP_CTL_GET_FREE);
    int device = number < 0 ? -1 : open_device(number, path, size);
    if (device < 0) {
      result = -errno;
      break;
    }
    result = ioctl(device, LOOP_CONFIGURE, &config) < 0 ? -errno : device;
    if (result < 0) close(device);
  }
  close(control);
  return result;
}

static int configure(int context, unsigned command, const char *key, const char *value) {
  return (int)syscall(SYS_fsconfig, context, command, key, value, 0);
}

/// What was deleted gives its blocks back to the image; tables that were not needed yet are not written for nothing.
static int mount_device(const char *device) {
  int context = (int)syscall(SYS_fsopen, "ext4", FSOPEN_CLOEXEC);
  if (context < 0) return -errno;
  int result = configure(context, FSCONFIG_SET_STRING, "source", device);
  if (result == 0) result = configure(context, FSCONFIG_SET_FLAG, "discard", NULL);
  if (result == 0) result = configure(context, FSCONFIG_SET_FLAG, "noinit_itable", NULL);
  if (result == 0) result = configure(context, FSCONFIG_CMD_CREATE, NULL, NULL);
  if (result == 0) {
    result = (int)syscall(SYS_fsmount, context, FSMOUNT_CLOEXEC, MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV);
  }
  result = roost_result(result);
  close(context);
  return result;
}

int roost_image_mount(int image) {
  char path[32];
  int device = attach(image, path, sizeof path);
  if (device < 0) return device;
  int tree = mount_device(path);
  close(device);
  return tree;
}
