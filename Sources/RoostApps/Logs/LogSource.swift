import RoostEnvironments
import RoostModel
import SystemPackage

/// Where the output of one run is read from.
struct LogSource: Sendable {
  enum Origin: Sendable {
    case kept(any Strategy, FilePath)
    case live(any ProcessHandle, EnvironmentID)
    /// Its agent stands still, or is about to go: what it wrote down is read without it.
    case standing(any Strategy, ProcessNumber, EnvironmentID)
  }
  var run: Int
  var release: Int
  var origin: Origin
  /// Seconds since 1970; `nil` while it goes on, or when nobody can tell.
  var endedAt: Double?
  var startedAt: Double?

  var isPresent: Bool { if case .kept = origin { false } else { true } }

  /// Ends with the run.
  func output(from offset: UInt64) -> AsyncThrowingStream<OutputChunk, any Error> {
    switch origin {
    case .kept(let strategy, let directory): strategy.keptOutput(in: directory, from: offset)
    case .live(let process, _): process.output(from: offset)
    case .standing(let strategy, let process, let environment): standing(strategy, process, environment, offset)
    }
  }

  private func standing(_ strategy: any Strategy, _ process: ProcessNumber, _ environment: EnvironmentID, _ offset: UInt64)
    -> AsyncThrowingStream<OutputChunk, any Error>
  {
    let reader = StandingOutput(strategy, process, environment, from: offset)
    return AsyncThrowingStream { try await reader.next() }
  }

  /// Where a reader that does not follow stops; `nil` where the stream ends by itself.
  func presentEnd() async throws(Problem) -> UInt64? {
    guard case .live(let process, _) = origin else { return nil }
    return try await process.outputEnd()
  }

  /// Where its output ends now; `nil` when nobody can tell without reading it.
  func end() async throws(Problem) -> UInt64? {
    switch origin {
    case .live(let process, _): try await process.outputEnd()
    case .kept(let strategy, let directory): try await strategy.keptEnd(in: directory)
    case .standing(let strategy, let process, let environment):
      try await strategy.writtenOutput(of: process, in: environment, from: 0)?.end
    }
  }
}
