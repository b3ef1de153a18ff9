package import RoostModel
package import SystemPackage

/// A program of this machine, run to its end: an argument array, never a shell line; bounded in time and output.
package struct ExternalCommand: Sendable, Equatable {
  /// Looked up in this process's PATH unless it holds a slash.
  package var tool: String
  package var arguments: [String]
  /// Added to this process's variables; `nil` removes one. Messages are English unless this says otherwise.
  package var variables: [String: String?] = ["LC_ALL": "C.UTF-8"]
  /// Without, it has ``variables`` alone, and is looked up in their PATH.
  package var inheritsVariables = true
  package var workingDirectory: FilePath?
  package var timeout: Duration = .seconds(120)
  /// Bytes of standard output; more is a problem, as what is cut off might matter.
  package var outputLimit = 16 << 20

  package init(_ tool: String, _ arguments: [String]) {
    self.tool = tool
    self.arguments = arguments
  }

  /// Runs it; any exit status is an answer. Both streams' lines go to `line` as they come.
  ///
  /// Cancellation and the timeout end the command and everything it started: SIGTERM, two seconds, SIGKILL.
  package func run(line: (@Sendable (String) -> Void)? = nil) async throws(Problem) -> CommandResult {
    try await CommandRun(command: self, line: line).run()
  }

  /// As ``run(line:)``, with an exit status other than 0 as `tool.failed`, holding its last lines.
  @discardableResult
  package func succeed(line: (@Sendable (String) -> Void)? = nil) async throws(Problem) -> CommandResult {
    let result = try await run(line: line)
    guard result.succeeded else { throw failure(result) }
    return result
  }

  /// Runs it with what `input` gives, until that is `nil`, and hands on its output as it comes, `nil` at its end. Any exit status
  /// is an answer. An input that nobody reads any more does not keep it from ending.
  package func converse(
    input: @escaping @Sendable () async throws -> [UInt8]?, output: @escaping @Sendable ([UInt8]?) async throws -> Void
  ) async throws(Problem) -> CommandResult {
    try await CommandRun(command: self, line: nil).run(input: input, output: output)
  }

  /// Runs it between two open descriptors, which it takes over; any exit status is an answer.
  package func run(from input: Int32, to output: Int32) async throws(Problem) -> CommandResult {
    try await CommandRun(command: self, line: nil)
      .run(from: FileDescriptor(rawValue: input), to: FileDescriptor(rawValue: output))
  }

  /// Runs it between two open descriptors, which it takes over. An exit status other than 0 is `tool.failed`.
  package func filter(from input: Int32, to output: Int32) async throws(Problem) {
    let result = try await run(from: input, to: output)
    guard result.succeeded else { throw failure(result) }
  }

  package func failure(_ result: CommandResult) -> Problem {
    let lines = (result.standardError.isEmpty ? result.standardOutput : result.standardError).split(whereSeparator: \.isNewline)
    let full = lines.contains { $0.contains("No space left on device") }
    return Problem(
      full ? .diskFull : .toolFailed, "`\(shortText)` \(result.status)",
      hint: full ? "free some space, then run the command again: df -h" : "run it by hand to see more: \(text)",
      cause: lines.isEmpty ? nil : lines.suffix(12).joined(separator: "\n"))
  }

  /// The command line as a shell would read it. For people.
  package var text: String {
    ([tool] + arguments).map { word in
      let plain = !word.isEmpty && word.utf8.allSatisfy { ExternalCommand.plainBytes.contains($0) }
      return plain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }.joined(separator: " ")
  }

  /// The tool and as much of the rest as says what it does.
  private var shortText: String { text.count <= 100 ? text : text.prefix(99) + "…" }

  private static let plainBytes = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=:,+@%".utf8)
}
