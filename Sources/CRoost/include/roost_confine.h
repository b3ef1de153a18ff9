#ifndef ROOST_CONFINE_H
#define ROOST_CONFINE_H

#include <stdbool.h>
#include <stdint.h>

/// Becomes `user` and `group` for good, without supplementary groups, capabilities or a way to get any back.
/// `keep_identity` leaves the ids alone, for a user namespace that has only one.
int roost_drop_privileges(uint32_t user, uint32_t group, bool keep_identity);

/// Gives every capability up, for whoever may not change the ids or the bounding set any more.
int roost_drop_capabilities(void);

/// Gives up ever getting more rights by starting a program, for this process and all that it starts.
int roost_no_new_privileges(void);
/// Closes this process's memory and descriptors to others of the same user.
int roost_set_undumpable(void);

/// The kernel's Landlock version; 0 without Landlock.
int roost_landlock_version(void);

/// A new ruleset under which nothing may be written. Scopes signals and abstract sockets where the kernel can.
/// Returns a descriptor.
int roost_landlock_ruleset(int version);

/// Allows everything below an open directory, or to an open file.
int roost_landlock_allow(int ruleset, int version, int beneath);

/// Puts this thread under the rules, for good, and all it starts. Its privileges may not grow any more before.
int roost_landlock_enter(int ruleset);

/// Installs the filter of system calls in this process and all that it starts, and returns the descriptor on which
/// their listen(2) calls are announced. Whoever holds it must outlive them and never call listen(2) again.
int roost_seccomp_install(void);

/// The same without refusing anything: only listen(2) calls are announced.
int roost_seccomp_announce(void);
/// Keeps this process and all that it starts from making files that run as their owner or group. Takes openat2(2) away.
int roost_seccomp_refuse_set_id(void);

/// Takes one announced listen(2) and lets it go on. -ENOENT: its process is gone. Returns the thread that calls.
int roost_seccomp_continue(int listener);

#endif
