#ifndef ROOST_PATH_H
#define ROOST_PATH_H

#include <stdint.h>

/// How far a path may lead.
enum roost_resolution {
  /// No symbolic link anywhere.
  ROOST_NO_SYMLINKS = 1,
  /// Symbolic links, but none of those in /proc that lead to open files.
  ROOST_NO_MAGICLINKS = 2,
  /// No symbolic link, and nothing above or outside the directory it starts from.
  ROOST_BENEATH = 3,
};

/// openat2(2): opens `path`, starting from `directory` when it is relative.
int roost_open(int directory, const char *path, int flags, uint32_t mode, enum roost_resolution resolution);

#endif
