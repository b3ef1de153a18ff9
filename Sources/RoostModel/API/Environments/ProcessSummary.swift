/// A process of a named environment.
package struct ProcessSummary: Codable, Sendable, Equatable {
  package var number: ProcessNumber
  /// The command and its arguments; empty when nobody remembers.
  package var command: [String]
  /// Seconds since 1970; `nil` when nobody remembers.
  package var startedAt: Double?
  /// `nil` while it runs.
  package var exit: ExitStatus?

  package init(number: ProcessNumber, command: [String] = [], startedAt: Double? = nil, exit: ExitStatus? = nil) {
    self.number = number
    self.command = command
    self.startedAt = startedAt
    self.exit = exit
  }
}
