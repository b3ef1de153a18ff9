import RoostEnvironments
import RoostModel
import SystemPackage

/// Where the output of one run is read from.
struct LogSource: Sendable {
  enum Origin: Sendable {
    case kept(any Strategy, FilePath)
    case live(any ProcessHandle)
  }
  var run: Int
  var release: Int
  var origin: Origin
  /// Seconds since 1970; `nil` while it goes on, or when nobody can tell.
  var endedAt: Double?
  var startedAt: Double?

  /// Ends with the run.
  func output(from offset: UInt64) -> AsyncThrowingStream<OutputChunk, any Error> {
    switch origin {
    case .kept(let strategy, let directory): strategy.keptOutput(in: directory, from: offset)
    case .live(let process): process.output(from: offset)
    }
  }

  /// Where a reader that does not follow stops; `nil` where the stream ends by itself.
  func presentEnd() async throws(Problem) -> UInt64? {
    guard case .live(let process) = origin else { return nil }
    return try await process.outputEnd()
  }

  /// Everything that is there now, in order.
  func readPresent(_ body: (OutputChunk) -> Void) async throws(Problem) {
    let end = try await presentEnd()
    if end == 0 { return }
    do {
      for try await chunk in output(from: 0) {
        body(chunk)
        if let end, chunk.nextOffset >= end { return }
      }
    } catch { throw Problem.unexpected(error, during: "reading the output of run \(run)") }
  }
}
