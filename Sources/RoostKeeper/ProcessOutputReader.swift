import RoostEnvironments
import RoostModel

/// Reads the output of one process as it is streamed. It is pulled, so a slow client holds nothing in memory.
actor ProcessOutputReader {
  /// How the process ended; nil when it did not, as far as is known.
  private let exit: @Sendable () async throws -> ExitStatus?
  private var iterator: AsyncThrowingStream<OutputChunk, any Error>.Iterator?
  private var offset: UInt64
  /// Where to end, when it does not follow.
  private let end: UInt64?

  init(_ process: any ProcessHandle, from offset: UInt64, to end: UInt64?) {
    exit = { try await process.exitStatus() }
    self.offset = offset
    self.end = end
    iterator = process.output(from: offset).makeAsyncIterator()
  }

  /// What is written down, and nothing that follows.
  init(_ chunks: AsyncThrowingStream<OutputChunk, any Error>, from offset: UInt64, exit: ExitStatus?) {
    self.exit = { exit }
    self.offset = offset
    end = nil
    iterator = chunks.makeAsyncIterator()
  }

  nonisolated var items: AsyncThrowingStream<ProcessOutput, any Error> {
    AsyncThrowingStream(unfolding: { try await self.next() })
  }

  private func next() async throws -> ProcessOutput? {
    if let end, offset >= end { return nil }
    // The iterator is this actor's alone; taking it out keeps the call from overlapping an access to `self`.
    guard var iterator else { return nil }
    if let chunk = try await iterator.next(isolation: #isolation) {
      self.iterator = iterator
      offset = chunk.nextOffset
      return ProcessOutput(chunk)
    }
    self.iterator = nil
    return try await exit().map { ProcessOutput($0, at: offset) }
  }
}
