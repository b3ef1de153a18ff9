package import RoostModel

/// How an external command ended and what it wrote.
package struct CommandResult: Sendable, Equatable {
  package var status: ExitReason
  package var standardOutput: String
  /// The last lines only, when there were many.
  package var standardError: String

  package init(status: ExitReason, standardOutput: String, standardError: String) {
    self.status = status
    self.standardOutput = standardOutput
    self.standardError = standardError
  }

  package var succeeded: Bool { status == .exited(0) }
}
