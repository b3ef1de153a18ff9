package import RoostModel

/// How an external command ended and what it wrote.
package struct CommandResult: Sendable, Equatable {
  package var status: ExitReason
  package var standardOutput: String
  /// The last lines only, when there were many.
  package var standardError: String

  package var succeeded: Bool { status == .exited(0) }
}
