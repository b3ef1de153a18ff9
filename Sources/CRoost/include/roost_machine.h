#ifndef ROOST_MACHINE_H
#define ROOST_MACHINE_H

#include <spawn.h>
#include <stdbool.h>

/// Gives a module of the kernel, an open file, to it. -EEXIST when it is there already.
int roost_module_load(int file);

/// Mounts the file system on a device, or one of another kind that has a source. Set-user-ID files and devices on it count
/// for nothing.
int roost_mount_source(const char *source, const char *target, const char *type, const char *options, bool read_only);

/// Moves a network card to the network namespace of process `pid`.
int roost_link_move(const char *name, int pid);

/// Makes a network card whose other end is the descriptor that is returned; it is gone with that.
int roost_tap_open(const char *name);

/// 1 for an open directory of an overlay's layer that hides what lies below it, 0 for any other.
int roost_opaque_get(int directory);

int roost_opaque_set(int directory);

/// Writes out what is not on the disks yet and ends the machine. Returns only when that was refused.
int roost_machine_stop(void);

/// Puts a mount of the root over itself, by way of an empty directory: the kernel's first file system cannot be exchanged for
/// another root, a mount over it can.
int roost_root_cover(const char *place);

/// A descriptor that stands for a process, whatever becomes of its number.
int roost_process_hold(int pid);

/// Kills the process that a descriptor stands for. -ESRCH when it is gone.
int roost_process_kill(int process);

/// Has a program that is spawned begin without its descriptors from `first` on. Some libraries open theirs so that it would get
/// them.
int roost_spawn_close_from(posix_spawn_file_actions_t *actions, int first);

#endif
