// The filter of system calls that every process of a sandbox runs under.
//
// What is refused is what could undo the isolation, reach the kernel's rarely used parts, or change the machine for
// everybody; everything else is allowed, so that ordinary programs notice nothing.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "include/roost_confine.h"
#include "result.h"

#if defined(__x86_64__)
#define NATIVE_ARCHITECTURE AUDIT_ARCH_X86_64
#define X32_SYSCALL_BIT 0x40000000
#elif defined(__aarch64__)
#define NATIVE_ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "no filter of system calls for this architecture"
#endif

// Every namespace flag of clone(2).
#define CLONE_NEW_ANYTHING 0x7e020000
// Types text into the terminal of whoever runs us, the second one by way of the console's selection.
#define IOCTL_TIOCSTI 0x5412
#define IOCTL_TIOCLINUX 0x541c
#define FAMILY_ALG 38
#define FAMILY_VSOCK 40

static const int refused[] = {
    // Mounting.
    SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_fsopen, SYS_fsconfig, SYS_fsmount, SYS_fspick,
    SYS_move_mount, SYS_open_tree, SYS_mount_setattr, 467 /* open_tree_attr */,
    // Namespaces.
    SYS_setns, SYS_unshare,
    // Other processes.
    SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_pidfd_getfd, SYS_kcmp, SYS_process_madvise,
    // Keys, which are not kept apart by namespaces.
    SYS_keyctl, SYS_add_key, SYS_request_key,
    // Large interfaces with a history of holes.
    SYS_bpf, SYS_perf_event_open, SYS_userfaultfd, SYS_io_uring_setup, SYS_io_uring_enter, SYS_io_uring_register,
    // Files by number instead of path.
    SYS_open_by_handle_at, SYS_name_to_handle_at,
    // The machine itself.
    SYS_kexec_load, SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_reboot, SYS_swapon, SYS_swapoff,
    SYS_acct, SYS_quotactl, SYS_settimeofday, SYS_clock_settime, SYS_adjtimex, SYS_clock_adjtime, SYS_syslog,
    SYS_vhangup, SYS_personality,
#ifdef SYS_quotactl_fd
    SYS_quotactl_fd,
#endif
#ifdef SYS_kexec_file_load
    SYS_kexec_file_load,
#endif
#ifdef SYS_lookup_dcookie
    SYS_lookup_dcookie,
#endif
#ifdef SYS_nfsservctl
    SYS_nfsservctl,
#endif
#ifdef SYS_iopl
    SYS_iopl, SYS_ioperm,
#endif
};

#define REFUSED_COUNT (sizeof refused / sizeof *refused)

struct program {
  struct sock_filter steps[REFUSED_COUNT * 2 + 64];
  unsigned short count;
};

static void add(struct program *program, struct sock_filter step) { program->steps[program->count++] = step; }

static void load(struct program *program, size_t offset) {
  add(program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (unsigned)offset));
}

static void answer(struct program *program, unsigned action) {
  add(program, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, action));
}

// Answers with `action` when what was loaded is `value`, and goes on otherwise.
static void answer_if(struct program *program, unsigned value, unsigned action) {
  add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1));
  answer(program, action);
}

static void check_architecture(struct program *program) {
  load(program, offsetof(struct seccomp_data, arch));
  add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, NATIVE_ARCHITECTURE, 1, 0));
  answer(program, SECCOMP_RET_KILL_PROCESS);
  load(program, offsetof(struct seccomp_data, nr));
#ifdef X32_SYSCALL_BIT
  add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, X32_SYSCALL_BIT, 0, 1));
  answer(program, SECCOMP_RET_ERRNO | ENOSYS);
#endif
}

// The arguments looked at are 32 bits wide for the kernel too, so their low halves are the whole truth.
static void load_argument(struct program *program, int argument) {
  load(program, offsetof(struct seccomp_data, args) + (size_t)argument * sizeof(uint64_t));
}

// Begins a section that ends in an answer and is skipped unless the call is `number`; loads an argument of the call.
static size_t begin_section(struct program *program, int number, int argument) {
  add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)number, 0, 0));
  size_t jump = program->count - 1u;
  load_argument(program, argument);
  return jump;
}

static void end_section(struct program *program, size_t jump) {
  answer(program, SECCOMP_RET_ALLOW);
  program->steps[jump].jf = (unsigned char)(program->count - jump - 1);
}

static void check_arguments(struct program *program) {
  size_t section = begin_section(program, SYS_clone, 0);
  add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_NEW_ANYTHING, 0, 1));
  answer(program, SECCOMP_RET_ERRNO | EPERM);
  end_section(program, section);

  section = begin_section(program, SYS_ioctl, 1);
  answer_if(program, IOCTL_TIOCSTI, SECCOMP_RET_ERRNO | EPERM);
  answer_if(program, IOCTL_TIOCLINUX, SECCOMP_RET_ERRNO | EPERM);
  end_section(program, section);

  section = begin_section(program, SYS_socket, 0);
  answer_if(program, FAMILY_ALG, SECCOMP_RET_ERRNO | EAFNOSUPPORT);
  answer_if(program, FAMILY_VSOCK, SECCOMP_RET_ERRNO | EAFNOSUPPORT);
  end_section(program, section);
}

// What one process may do to another of its user without a signal: here, the agent, which is always the first process.
static const int refused_to_agent[] = {
    SYS_prlimit64, SYS_sched_setaffinity, SYS_sched_setscheduler, SYS_sched_setparam, SYS_sched_setattr,
};

static void protect_agent(struct program *program) {
  for (size_t index = 0; index < sizeof refused_to_agent / sizeof *refused_to_agent; index++) {
    size_t section = begin_section(program, refused_to_agent[index], 0);
    answer_if(program, 1, SECCOMP_RET_ERRNO | EPERM);
    end_section(program, section);
  }
}

// Calls that give a file its mode: which argument it is, and which one holds the flags that say whether a file is made.
#define NO_FLAGS (-1)
static const struct {
  int number;
  int mode;
  int flags;
} mode_calls[] = {
    {SYS_fchmod, 1, NO_FLAGS},   {SYS_fchmodat, 2, NO_FLAGS}, {452 /* fchmodat2 */, 2, NO_FLAGS},
    {SYS_mknodat, 2, NO_FLAGS},  {SYS_openat, 3, 2},
#ifdef SYS_chmod
    {SYS_chmod, 1, NO_FLAGS},    {SYS_mknod, 1, NO_FLAGS},    {SYS_creat, 1, NO_FLAGS},
    {SYS_open, 2, 1},
#endif
};

static void check_modes(struct program *program) {
  for (size_t index = 0; index < sizeof mode_calls / sizeof *mode_calls; index++) {
    int flags = mode_calls[index].flags;
    size_t section = begin_section(program, mode_calls[index].number, flags == NO_FLAGS ? mode_calls[index].mode : flags);
    if (flags != NO_FLAGS) {
      // O_TMPFILE holds O_DIRECTORY, which alone makes no file: then nobody has set the mode.
      unsigned making = O_CREAT | (O_TMPFILE & ~O_DIRECTORY);
      add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, making, 0, 3));
      load_argument(program, mode_calls[index].mode);
    }
    add(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, S_ISUID | S_ISGID, 0, 1));
    answer(program, SECCOMP_RET_ERRNO | EPERM);
    end_section(program, section);
  }
  // Its mode is out of a filter's sight; C libraries then use openat(2).
  answer_if(program, SYS_openat2, SECCOMP_RET_ERRNO | ENOSYS);
}

int roost_seccomp_refuse_set_id(void) {
  struct program program;
  memset(&program, 0, sizeof program);
  check_architecture(&program);
  check_modes(&program);
  answer(&program, SECCOMP_RET_ALLOW);
  struct sock_fprog filter = {program.count, program.steps};
  return roost_result(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter));
}

static int install_announcing(const struct program *program) {
  struct sock_fprog filter = {program->count, (struct sock_filter *)program->steps};
  return roost_result(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &filter));
}

int roost_seccomp_install(void) {
  struct program program;
  memset(&program, 0, sizeof program);
  check_architecture(&program);
  answer_if(&program, SYS_listen, SECCOMP_RET_USER_NOTIF);
  for (size_t index = 0; index < REFUSED_COUNT; index++) {
    answer_if(&program, (unsigned)refused[index], SECCOMP_RET_ERRNO | EPERM);
  }
  // Its flags are out of a filter's sight; C libraries then use clone(2), whose flags are not.
  answer_if(&program, SYS_clone3, SECCOMP_RET_ERRNO | ENOSYS);
  check_arguments(&program);
  protect_agent(&program);
  answer(&program, SECCOMP_RET_ALLOW);
  return install_announcing(&program);
}

int roost_seccomp_announce(void) {
  struct program program;
  memset(&program, 0, sizeof program);
  load(&program, offsetof(struct seccomp_data, arch));
  add(&program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, NATIVE_ARCHITECTURE, 1, 0));
  answer(&program, SECCOMP_RET_ALLOW);
  load(&program, offsetof(struct seccomp_data, nr));
  answer_if(&program, SYS_listen, SECCOMP_RET_USER_NOTIF);
  answer(&program, SECCOMP_RET_ALLOW);
  return install_announcing(&program);
}

int roost_seccomp_continue(int listener) {
  struct seccomp_notif call;
  memset(&call, 0, sizeof call);
  if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &call) < 0) return -errno;
  struct seccomp_notif_resp reply;
  memset(&reply, 0, sizeof reply);
  reply.id = call.id;
  reply.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
  int result = roost_result(ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &reply));
  return result < 0 ? result : (int)call.pid;
}
