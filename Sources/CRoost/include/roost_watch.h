#ifndef ROOST_WATCH_H
#define ROOST_WATCH_H

#include <stdint.h>

/// A queue in which the kernel tells what happens in directories. Does not wait when it is read. Returns a descriptor.
int roost_watch_create(void);

/// Tells of an open directory (`O_PATH` is enough) from now on, and returns the number its records carry: the same for the
/// same directory. Needs to be allowed to read it.
/// -EXDEV: it is the kernel's own (/proc and its like), where nothing is ever told.
int roost_watch_add(int watch, int directory);
int roost_watch_remove(int watch, int number);

#endif
