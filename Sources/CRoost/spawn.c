// Between clone and exec the child shares the parent's memory while the parent waits, so it does nothing but system
// calls and writes to its own stack and `struct child`.
#define _GNU_SOURCE
#include "include/roost_spawn.h"

#include <linux/close_range.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "include/roost_confine.h"
#include "result.h"

#define STACK_SIZE (64 * 1024)

struct child {
  const struct roost_spawn_plan *plan;
  enum roost_spawn_stage stage;
  int problem;
};

static int take_descriptors(const struct roost_spawn_plan *plan) {
  if (dup2(plan->input, 0) < 0 || dup2(plan->output, 1) < 0 || dup2(plan->error, 2) < 0) return -1;
  return plan->has_terminal ? ioctl(0, TIOCSCTTY, 0) : 0;
}

static int reset_signals(void) {
  struct sigaction standard;
  memset(&standard, 0, sizeof standard);
  standard.sa_handler = SIG_DFL;
  if (sigaction(SIGPIPE, &standard, NULL) < 0) return -1;
  sigset_t none;
  sigemptyset(&none);
  return sigprocmask(SIG_SETMASK, &none, NULL);
}

// The first program that can be run; else "permission denied" if one was there, and the last reason if not.
static int execute(const struct roost_spawn_plan *plan) {
  int problem = ENOENT;
  for (char *const *candidate = plan->candidates; *candidate; candidate++) {
    execve(*candidate, plan->arguments, plan->variables);
    if (problem != EACCES) problem = errno;
    if (errno != ENOENT && errno != ENOTDIR && errno != EACCES) break;
  }
  return problem;
}

static int fail(struct child *child, enum roost_spawn_stage stage, int problem) {
  child->stage = stage;
  child->problem = problem;
  _exit(127);
}

static int run(void *argument) {
  struct child *child = argument;
  const struct roost_spawn_plan *plan = child->plan;
  if (setsid() < 0 || take_descriptors(plan) < 0) return fail(child, ROOST_SPAWN_TERMINAL, errno);
  if (plan->dies_with_us && prctl(PR_SET_PDEATHSIG, SIGKILL) < 0) return fail(child, ROOST_SPAWN_ISOLATION, errno);
  if (fchdir(plan->directory) < 0) return fail(child, ROOST_SPAWN_DIRECTORY, errno);
  if (plan->ruleset >= 0 && syscall(SYS_landlock_restrict_self, plan->ruleset, 0) < 0) {
    return fail(child, ROOST_SPAWN_ISOLATION, errno);
  }
  if (plan->refuses_set_id) {
    int result = roost_seccomp_refuse_set_id();
    if (result < 0) return fail(child, ROOST_SPAWN_ISOLATION, -result);
  }
  if (reset_signals() < 0 || syscall(SYS_close_range, 3, ~0U, 0) < 0) {
    return fail(child, ROOST_SPAWN_ISOLATION, errno);
  }
  return fail(child, ROOST_SPAWN_EXECUTE, execute(plan));
}

int roost_adopt_orphans(void) { return roost_result(prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)); }

int roost_spawn(const struct roost_spawn_plan *plan, enum roost_spawn_stage *stage) {
  static char stack[STACK_SIZE] __attribute__((aligned(16)));
  struct child child = {.plan = plan};
  int pid = clone(run, stack + STACK_SIZE, CLONE_VM | CLONE_VFORK | SIGCHLD, &child);
  if (pid < 0) {
    *stage = ROOST_SPAWN_FORK;
    return -errno;
  }
  if (child.problem == 0) return pid;
  while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) {
  }
  *stage = child.stage;
  return -child.problem;
}
