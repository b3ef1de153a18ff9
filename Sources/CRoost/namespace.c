#define _GNU_SOURCE
#include "include/roost_namespace.h"

#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "result.h"

int roost_clone_sandbox(bool user_namespace, int cgroup) {
  struct clone_args arguments;
  memset(&arguments, 0, sizeof arguments);
  arguments.flags = CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWNET;
  arguments.exit_signal = SIGCHLD;
  if (user_namespace) arguments.flags |= CLONE_NEWUSER;
  if (cgroup >= 0) {
    arguments.flags |= CLONE_INTO_CGROUP;
    arguments.cgroup = (uint64_t)cgroup;
  }
  return roost_result(syscall(SYS_clone3, &arguments, sizeof arguments));
}

int roost_unshare_cgroup(void) { return roost_result(unshare(CLONE_NEWCGROUP)); }

int roost_set_hostname(const char *name) { return roost_result(sethostname(name, strlen(name))); }
