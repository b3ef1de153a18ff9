#define _GNU_SOURCE
#include "include/roost_events.h"

#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "result.h"

#define BATCH 64

int roost_poll_create(void) { return roost_result(epoll_create1(EPOLL_CLOEXEC)); }

static int control(int poll, int operation, int descriptor, uint64_t token, bool readable, bool writable) {
  struct epoll_event event;
  memset(&event, 0, sizeof event);
  event.events = (readable ? EPOLLIN : 0) | (writable ? EPOLLOUT : 0);
  event.data.u64 = token;
  return roost_result(epoll_ctl(poll, operation, descriptor, &event));
}

int roost_poll_add(int poll, int descriptor, uint64_t token, bool readable, bool writable) {
  return control(poll, EPOLL_CTL_ADD, descriptor, token, readable, writable);
}

int roost_poll_change(int poll, int descriptor, uint64_t token, bool readable, bool writable) {
  return control(poll, EPOLL_CTL_MOD, descriptor, token, readable, writable);
}

int roost_poll_remove(int poll, int descriptor) {
  return roost_result(epoll_ctl(poll, EPOLL_CTL_DEL, descriptor, NULL));
}

int roost_poll_wait(int poll, struct roost_event *events, int capacity) {
  struct epoll_event found[BATCH];
  int count = epoll_wait(poll, found, capacity < BATCH ? capacity : BATCH, -1);
  if (count < 0) return errno == EINTR ? 0 : -errno;
  for (int index = 0; index < count; index++) {
    uint32_t bits = found[index].events;
    events[index].token = found[index].data.u64;
    events[index].readable = (bits & EPOLLIN) != 0;
    events[index].writable = (bits & EPOLLOUT) != 0;
    events[index].closed = (bits & (EPOLLHUP | EPOLLERR)) != 0;
  }
  return count;
}

static int announce(int first, int second) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, first);
  sigaddset(&signals, second);
  if (sigprocmask(SIG_BLOCK, &signals, NULL) < 0) return -errno;
  return roost_result(signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK));
}

int roost_child_signal(void) { return announce(SIGCHLD, SIGCHLD); }

int roost_end_signal(void) { return announce(SIGTERM, SIGINT); }

int roost_signal_drain(int descriptor) {
  struct signalfd_siginfo signals[8];
  for (;;) {
    ssize_t size = read(descriptor, signals, sizeof signals);
    if (size < 0 && errno == EAGAIN) return 0;
    if (size < 0 && errno != EINTR) return -errno;
  }
}

int roost_signals_reset(void) {
  sigset_t none;
  sigemptyset(&none);
  if (sigprocmask(SIG_SETMASK, &none, NULL) < 0) return -errno;
  // Past the C library, which keeps two signals for itself and would not let us give them back. Zero is the default
  // in every field of the kernel's structure; SIGKILL and SIGSTOP refuse, and need nothing.
  static const uint64_t standard[8];
  for (int number = 1; number < NSIG; number++) {
    syscall(SYS_rt_sigaction, number, standard, NULL, sizeof(uint64_t));
  }
  return signal(SIGPIPE, SIG_IGN) == SIG_ERR ? -errno : 0;
}

int roost_timer_create(void) { return roost_result(timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK)); }

int roost_timer_set(int timer, uint64_t nanoseconds) {
  struct itimerspec value;
  memset(&value, 0, sizeof value);
  value.it_value.tv_sec = (time_t)(nanoseconds / 1000000000);
  value.it_value.tv_nsec = (long)(nanoseconds % 1000000000);
  return roost_result(timerfd_settime(timer, TFD_TIMER_ABSTIME, &value, NULL));
}
