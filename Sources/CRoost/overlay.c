#define _GNU_SOURCE
#include "include/roost_overlay.h"

#include <fcntl.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "result.h"

/* Overlays made by root say it with the first name, those of user namespaces with the second. */
static const char *const attributes[] = {"trusted.overlay.opaque", "user.overlay.opaque"};

int roost_overlay_is_opaque(int directory, const char *name) {
  int place = openat(directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (place < 0) return roost_result(place);
  int opaque = 0;
  for (unsigned i = 0; i < sizeof attributes / sizeof *attributes; i++) {
    char value = 0;
    if (fgetxattr(place, attributes[i], &value, 1) == 1 && value == 'y') opaque = 1;
  }
  close(place);
  return opaque;
}

int roost_overlay_make_opaque(int directory) { return roost_result(fsetxattr(directory, attributes[1], "y", 1, 0)); }
