#ifndef ROOST_MOUNT_H
#define ROOST_MOUNT_H

#include <stdbool.h>

/// Keeps later mounts of this mount namespace to itself.
int roost_mounts_private(void);

/// Mounts a file system that needs no device. `noexec` forbids programs on it, `nodev` device nodes; nosuid always.
int roost_mount_new(const char *type, const char *target, const char *options, bool nodev, bool noexec);

/// A detached copy of the mount tree at an open file or directory (`O_PATH`). Returns a descriptor.
int roost_tree_clone(int source, bool recursive);

/// Takes set-uid programs, device nodes and, when asked, writing away from a detached tree.
int roost_tree_restrict(int tree, bool read_only, bool nodev);

/// Shows the files of a detached tree under the owners that a user namespace gives them. Not every file system can:
/// -EINVAL, -EPERM or -EOPNOTSUPP then.
int roost_tree_map(int tree, int user_namespace);

/// Puts a detached tree over an open file or directory of the same kind.
int roost_tree_attach(int tree, int target);

/// Makes what is mounted at `path` read-only, by mounting it over itself.
int roost_mount_read_only(const char *path);

/// Makes the working directory the root and lets go of the old one.
int roost_pivot_here(void);

#endif
