#define _GNU_SOURCE
#include "include/roost_namespace.h"

#include <fcntl.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "result.h"

static int continue_in_two(uint64_t flags, int cgroup) {
  struct clone_args arguments;
  memset(&arguments, 0, sizeof arguments);
  arguments.flags = flags;
  arguments.exit_signal = SIGCHLD;
  if (cgroup >= 0) {
    arguments.flags |= CLONE_INTO_CGROUP;
    arguments.cgroup = (uint64_t)cgroup;
  }
  return roost_result(syscall(SYS_clone3, &arguments, sizeof arguments));
}

int roost_clone_sandbox(bool user_namespace, int cgroup) {
  uint64_t flags = CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWNET;
  return continue_in_two(user_namespace ? flags | CLONE_NEWUSER : flags, cgroup);
}

int roost_clone_plain(int cgroup) { return continue_in_two(0, cgroup); }

static int write_map(int process, const char *name, const char *text) {
  int file = openat(process, name, O_WRONLY | O_CLOEXEC);
  if (file < 0) return -errno;
  ssize_t written = write(file, text, strlen(text));
  int result = written == (ssize_t)strlen(text) ? 0 : -errno;
  close(file);
  return result;
}

static int mapped_namespace(pid_t pid, const char *users, const char *groups) {
  char path[32];
  snprintf(path, sizeof path, "/proc/%d", pid);
  int process = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (process < 0) return -errno;
  int result = write_map(process, "uid_map", users);
  if (result == 0) result = write_map(process, "gid_map", groups);
  if (result == 0) result = roost_result(openat(process, "ns/user", O_RDONLY | O_CLOEXEC));
  close(process);
  return result;
}

int roost_user_namespace(const char *users, const char *groups) {
  struct clone_args arguments;
  memset(&arguments, 0, sizeof arguments);
  arguments.flags = CLONE_NEWUSER;
  arguments.exit_signal = SIGCHLD;
  long pid = syscall(SYS_clone3, &arguments, sizeof arguments);
  // Nothing but system calls: the process that was copied may have had other threads.
  if (pid == 0) {
    for (;;) pause();
  }
  if (pid < 0) return -errno;
  int result = mapped_namespace((pid_t)pid, users, groups);
  kill((pid_t)pid, SIGKILL);
  while (waitpid((pid_t)pid, NULL, 0) < 0 && errno == EINTR) {
  }
  return result;
}

int roost_unshare_cgroup(void) { return roost_result(unshare(CLONE_NEWCGROUP)); }

int roost_set_hostname(const char *name) { return roost_result(sethostname(name, strlen(name))); }
