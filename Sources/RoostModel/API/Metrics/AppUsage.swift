/// What an app uses now, and used since the daemon began. `nil` is not known here, or nothing runs.
package struct AppUsage: Codable, Sendable, Equatable {
  /// Of all its processes; what several share counts for each.
  package var memory: ByteCount?
  package var processes: Int?
  package var threads: Int?
  /// Files, sockets and pipes that its processes have open; and the most that one of them has.
  package var openFiles: Int?
  package var mostOpenFiles: Int?
  /// Processor time, in seconds.
  package var cpuSeconds = 0.0
  /// Starts after an end that nobody asked for.
  package var restarts = 0
  /// What its processes wrote.
  package var logBytes = 0
  /// Seconds in which it slept.
  package var asleep = 0.0

  package init() {}
}
