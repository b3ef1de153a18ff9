/// How long something took, and how often it failed, since the daemon began. Seconds.
package struct Timing: Codable, Sendable, Equatable {
  /// Those that succeeded.
  package var count: Int
  package var failures: Int
  package var last: Double?
  /// Of the newest ones.
  package var median: Double?

  package init(count: Int = 0, failures: Int = 0, last: Double? = nil, median: Double? = nil) {
    self.count = count
    self.failures = failures
    self.last = last
    self.median = median
  }
}

/// What an environment, or all of one strategy, took.
package struct EnvironmentTimings: Codable, Sendable, Equatable {
  /// From what was asked for to an agent that answers.
  package var boot = Timing()
  /// Files put in.
  package var mount = Timing()
  /// Until a process was started.
  package var spawn = Timing()

  package init() {}
}

/// What all environments of one strategy took since the daemon began.
package struct StrategyTimings: Codable, Sendable, Equatable {
  package var strategy: StrategyKind
  package var timings: EnvironmentTimings
  /// Environments that are there now, and those kept warm.
  package var environments: Int
  package var warm: Int

  package init(strategy: StrategyKind, timings: EnvironmentTimings, environments: Int, warm: Int) {
    self.strategy = strategy
    self.timings = timings
    self.environments = environments
    self.warm = warm
  }
}
