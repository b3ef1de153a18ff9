#define _GNU_SOURCE
#include <errno.h>
#include <linux/landlock.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "include/roost_confine.h"
#include "result.h"

// Newer than the headers of older distributions; values from the kernel's documentation of Landlock.
#define ACCESS_REFER (1ULL << 13)
#define ACCESS_TRUNCATE (1ULL << 14)
#define SCOPE_ABSTRACT_SOCKET (1ULL << 0)
#define SCOPE_SIGNAL (1ULL << 1)
#define VERSION_TRUNCATE 3
#define VERSION_SCOPES 6

struct ruleset_attributes {
  uint64_t files;
  uint64_t network;
  uint64_t scopes;
};

static const uint64_t of_files = LANDLOCK_ACCESS_FS_WRITE_FILE;

static const uint64_t of_directories =
    LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
    LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK |
    LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM | ACCESS_REFER;

static uint64_t file_accesses(int version) {
  return of_files | (version >= VERSION_TRUNCATE ? ACCESS_TRUNCATE : 0);
}

int roost_landlock_version(void) {
  long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 0) return errno == ENOSYS || errno == EOPNOTSUPP ? 0 : -errno;
  return (int)version;
}

int roost_landlock_ruleset(int version) {
  struct ruleset_attributes attributes;
  memset(&attributes, 0, sizeof attributes);
  attributes.files = file_accesses(version) | of_directories;
  attributes.scopes = SCOPE_ABSTRACT_SOCKET | SCOPE_SIGNAL;
  size_t size = version >= VERSION_SCOPES ? sizeof attributes : sizeof attributes.files;
  return roost_result(syscall(SYS_landlock_create_ruleset, &attributes, size, 0));
}

int roost_landlock_allow(int ruleset, int version, int beneath) {
  struct stat status;
  if (fstat(beneath, &status) < 0) return -errno;
  struct landlock_path_beneath_attr rule;
  memset(&rule, 0, sizeof rule);
  rule.allowed_access = file_accesses(version) | (S_ISDIR(status.st_mode) ? of_directories : 0);
  rule.parent_fd = beneath;
  return roost_result(syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0));
}

int roost_landlock_enter(int ruleset) {
  return roost_result(syscall(SYS_landlock_restrict_self, ruleset, 0));
}
