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
  /// Symbolic links that stay below the directory it starts from; any that lead out of it fail with -EXDEV.
  ROOST_INSIDE = 4,
  /// As if the directory it starts from were the root of everything.
  ROOST_IN_ROOT = 5,
};

/// O_PATH, which C libraries show to GNU programs only: a place in the file system, not its content.
static const int ROOST_O_PATH = 010000000;

/// openat2(2): opens `path`, starting from `directory` when it is relative.
int roost_open(int directory, const char *path, int flags, uint32_t mode, enum roost_resolution resolution);

/// Closes every descriptor from `first` on.
int roost_close_from(int first);

/// pipe2(2): the reading and the writing end.
int roost_pipe(int ends[2]);

#endif
