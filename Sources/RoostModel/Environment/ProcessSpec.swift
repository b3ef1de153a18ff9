/// A process to be started in an environment.
package struct ProcessSpec: Sendable, Codable, Equatable {
  /// Looked up in the environment's `PATH` unless it holds a slash.
  package var command: String
  package var arguments: [String]
  /// Added to the environment's own variables, and stronger.
  package var variables: [String: String] = [:]
  /// `nil` is the environment's working directory.
  package var workingDirectory: String?
  /// Keeps standard input open for ``ProcessHandle/write(_:)``; otherwise it reads end of file.
  package var acceptsInput = false
  /// Gives the process a terminal of this size instead of pipes.
  package var terminal: TerminalSize?
  /// Seconds it may run; then SIGTERM, and SIGKILL five seconds later, to its whole session. `nil`: as long as it likes.
  package var timeLimit: Double?

  package init(_ command: String, _ arguments: [String] = []) {
    self.command = command
    self.arguments = arguments
  }

  /// A command line the user wrote, run by the environment's own `sh`. Values go in as variables, never into the text.
  package static func shell(_ line: String) -> ProcessSpec { ProcessSpec("/bin/sh", ["-c", line]) }
}

package struct TerminalSize: Sendable, Codable, Equatable {
  package var columns: UInt16
  package var rows: UInt16
  package init(columns: UInt16, rows: UInt16) {
    self.columns = columns
    self.rows = rows
  }
}
