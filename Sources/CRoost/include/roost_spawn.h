#ifndef ROOST_SPAWN_H
#define ROOST_SPAWN_H

#include <stdbool.h>

/// A process to be started. Strings and arrays end in NULL and live until ``roost_spawn`` returns.
struct roost_spawn_plan {
  /// Paths of the program, tried in order.
  char *const *candidates;
  char *const *arguments;
  char *const *variables;
  /// Become descriptors 0, 1 and 2. All three above 2.
  int input;
  int output;
  int error;
  /// Open working directory.
  int directory;
  /// Landlock ruleset to live under, or -1.
  int ruleset;
  /// `input` is a terminal and becomes the controlling one.
  bool has_terminal;
  /// It may not make files that run as their owner or group.
  bool refuses_set_id;
  /// It is killed when we end, for where no namespace ends with us.
  bool dies_with_us;
};

/// How far a process came that could not be started.
enum roost_spawn_stage {
  ROOST_SPAWN_FORK = 1,
  ROOST_SPAWN_TERMINAL = 2,
  ROOST_SPAWN_DIRECTORY = 3,
  ROOST_SPAWN_ISOLATION = 4,
  ROOST_SPAWN_EXECUTE = 5,
};

/// Makes us the parent of descendants whose own has ended.
int roost_adopt_orphans(void);

/// Starts a process in a session of its own, with default signal handling and no descriptors but three.
/// Returns once its program runs: the pid, or -errno with `stage` set. Only for a process with a single thread.
int roost_spawn(const struct roost_spawn_plan *plan, enum roost_spawn_stage *stage);

#endif
