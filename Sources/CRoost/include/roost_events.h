#ifndef ROOST_EVENTS_H
#define ROOST_EVENTS_H

#include <stdbool.h>
#include <stdint.h>

struct roost_event {
  uint64_t token;
  bool readable;
  bool writable;
  /// The other side is gone, or the descriptor failed.
  bool closed;
};

int roost_poll_create(void);

/// Announces readiness of `descriptor` under `token` for as long as it lasts. Closing is always announced.
int roost_poll_add(int poll, int descriptor, uint64_t token, bool readable, bool writable);
int roost_poll_change(int poll, int descriptor, uint64_t token, bool readable, bool writable);
int roost_poll_remove(int poll, int descriptor);

/// Waits without limit for the next events; 0 after an interruption. Returns their number.
int roost_poll_wait(int poll, struct roost_event *events, int capacity);

/// A descriptor that is readable while a child waits to be collected. Blocks SIGCHLD for this thread.
int roost_child_signal(void);
/// A descriptor that is readable once we are asked to end by SIGTERM or SIGINT. Blocks both for this thread.
int roost_end_signal(void);
/// Forgets the signals that were announced on one of the two.
int roost_signal_drain(int descriptor);

/// Gives every signal its usual meaning, whatever our caller changed, and only SIGPIPE none.
int roost_signals_reset(void);

/// A timer on the monotonic clock.
int roost_timer_create(void);
/// Readable from the absolute time `nanoseconds` on; 0 switches it off.
int roost_timer_set(int timer, uint64_t nanoseconds);

#endif
