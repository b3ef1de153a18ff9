#ifndef ROOST_NAMESPACE_H
#define ROOST_NAMESPACE_H

#include <stdbool.h>
#include <stdint.h>

/// Continues in two processes, the second as first process of new mount, pid, ipc, uts and network namespaces, and of
/// a user namespace when asked to. Only for a process with a single thread.
///
/// `cgroup` is an open cgroup2 directory to be born in, or -1.
/// Returns 0 in the new process and its pid in the old one.
int roost_clone_sandbox(bool user_namespace, int cgroup);

/// Continues in two processes that share every namespace. Otherwise like ``roost_clone_sandbox``.
int roost_clone_plain(int cgroup);

/// A user namespace without processes, whose numbers stand for others as `users` and `groups` say, in the form of uid_map(5).
/// Needs root. Returns a descriptor.
int roost_user_namespace(const char *users, const char *groups);

/// Makes the present control groups look like the root of their hierarchies.
int roost_unshare_cgroup(void);

int roost_set_hostname(const char *name);

#endif
