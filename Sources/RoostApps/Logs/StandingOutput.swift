import RoostEnvironments
import RoostModel

/// Reads what an agent that stands still has written down. Finds it when the first chunk is asked for.
actor StandingOutput {
  private let strategy: any Strategy
  private let process: ProcessNumber
  private let environment: EnvironmentID
  private let offset: UInt64
  private var chunks: AsyncThrowingStream<OutputChunk, any Error>.Iterator?

  init(_ strategy: any Strategy, _ process: ProcessNumber, _ environment: EnvironmentID, from offset: UInt64) {
    self.strategy = strategy
    self.process = process
    self.environment = environment
    self.offset = offset
  }

  func next() async throws -> OutputChunk? {
    if chunks == nil { chunks = try await written().chunks.makeAsyncIterator() }
    // The iterator is this actor's alone; taking it out keeps the call from overlapping an access to `self`.
    guard var iterator = chunks else { return nil }
    let chunk = try await iterator.next(isolation: #isolation)
    chunks = iterator
    return chunk
  }

  /// A reader that comes too late tries again, and finds it where it is kept.
  private func written() async throws(Problem) -> WrittenOutput {
    if let written = try await strategy.writtenOutput(of: process, in: environment, from: offset) { return written }
    throw Problem(
      .environmentNotFound, "the output of process \(process) has just been put away", hint: "read it again: roost app logs")
  }
}
