/// A process of an app beside the one that serves, or a command with its times.
package struct AppProcess: Codable, Sendable, Equatable {
  package var name: String
  /// As in `schedules`; `nil` for one that always runs.
  package var cron: String?
  package var command: String
  /// Host process number, while it runs.
  package var pid: Int32?
  /// Seconds since 1970.
  package var startedAt: Double?
  package var restarts: Int
  /// For a command with times: when it comes next, in seconds since 1970.
  package var next: Double?
  /// How the last run that the daemon saw ended.
  package var lastExit: ExitStatus?

  package init(
    name: String, cron: String? = nil, command: String, pid: Int32?, startedAt: Double?, restarts: Int = 0, next: Double? = nil,
    lastExit: ExitStatus? = nil
  ) {
    self.name = name
    self.cron = cron
    self.command = command
    self.pid = pid
    self.startedAt = startedAt
    self.restarts = restarts
    self.next = next
    self.lastExit = lastExit
  }
}
