#define _GNU_SOURCE
#include <grp.h>
#include <linux/capability.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "include/roost_confine.h"
#include "result.h"

static int drop_bounding_set(void) {
  for (unsigned long capability = 0; prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0; capability++) {
    if (prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) < 0) return -errno;
  }
  return 0;
}

static int drop_capabilities(void) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct none[2];
  memset(none, 0, sizeof none);
  if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) < 0) return -errno;
  return roost_result(syscall(SYS_capset, &header, none));
}

int roost_drop_capabilities(void) {
  int result = drop_capabilities();
  return result < 0 ? result : roost_no_new_privileges();
}

int roost_drop_privileges(uint32_t user, uint32_t group, bool keep_identity) {
  int result = drop_bounding_set();
  if (result < 0) return result;
  if (!keep_identity) {
    if (setgroups(0, NULL) < 0) return -errno;
    if (setresgid(group, group, group) < 0) return -errno;
    if (setresuid(user, user, user) < 0) return -errno;
  }
  result = drop_capabilities();
  if (result < 0) return result;
  return roost_no_new_privileges();
}

int roost_no_new_privileges(void) { return roost_result(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)); }

int roost_set_undumpable(void) { return roost_result(prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)); }
