#define _GNU_SOURCE
#include "include/roost_path.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "result.h"

_Static_assert(O_PATH == 010000000, "O_PATH is the same on every architecture we know");

static uint64_t resolve_flags(enum roost_resolution resolution) {
  switch (resolution) {
    case ROOST_NO_SYMLINKS: return RESOLVE_NO_SYMLINKS;
    case ROOST_BENEATH: return RESOLVE_NO_SYMLINKS | RESOLVE_BENEATH;
    case ROOST_INSIDE: return RESOLVE_NO_MAGICLINKS | RESOLVE_BENEATH;
    case ROOST_IN_ROOT: return RESOLVE_NO_MAGICLINKS | RESOLVE_IN_ROOT;
    default: return RESOLVE_NO_MAGICLINKS;
  }
}

int roost_open(int directory, const char *path, int flags, uint32_t mode, enum roost_resolution resolution) {
  struct open_how how;
  memset(&how, 0, sizeof how);
  how.flags = (uint64_t)(uint32_t)(flags | O_CLOEXEC);
  how.mode = mode;
  how.resolve = resolve_flags(resolution);
  return roost_result(syscall(SYS_openat2, directory, path, &how, sizeof how));
}

int roost_pipe(int ends[2]) { return roost_result(pipe2(ends, O_CLOEXEC)); }

int roost_close_from(int first) { return roost_result(syscall(SYS_close_range, (unsigned)first, ~0U, 0)); }
