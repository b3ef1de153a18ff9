package import RoostModel

/// A process inside an environment.
package protocol ProcessHandle: Sendable {
  var number: ProcessNumber { get }
  /// The kernel's number as the host sees it; `nil` once it has ended, or when the host cannot see it.
  var hostPID: Int32? { get async }
  /// How it ended; `nil` while it runs.
  var exit: ExitStatus? { get async }
  /// Replays from `offset` (0 is the beginning), then follows; ends when the process has ended and all was read.
  /// Several readers may be attached. A slow reader slows nobody: it reads the journal.
  func output(from offset: UInt64) -> AsyncThrowingStream<OutputChunk, any Error>
  func write(_ bytes: [UInt8]) async throws(Problem)
  func closeInput() async throws(Problem)
  func resize(_ size: TerminalSize) async throws(Problem)
  /// To the process and everything it started in its session.
  func signal(_ signal: Int32) async throws(Problem)
  /// Returns at once when it has already ended.
  func exitStatus() async throws(Problem) -> ExitStatus
  /// Where the output ends at this moment: the offset the next byte will get. Without a limit as long as an answer may take.
  func outputEnd(within limit: Duration?) async throws(Problem) -> UInt64
}

extension ProcessHandle {
  package func outputEnd() async throws(Problem) -> UInt64 { try await outputEnd(within: nil) }

  package func outputEnd(within limit: Duration?) async throws(Problem) -> UInt64 {
    throw Problem(
      .unsupported, "this strategy cannot tell how much a process wrote", hint: "follow it instead: roost app logs -f")
  }
}
