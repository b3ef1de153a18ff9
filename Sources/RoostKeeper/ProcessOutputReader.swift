import RoostEnvironments
import RoostModel

/// Reads the output of one process as it is streamed. It is pulled, so a slow client holds nothing in memory.
actor ProcessOutputReader {
  private let process: any ProcessHandle
  private var iterator: AsyncThrowingStream<OutputChunk, any Error>.Iterator?
  private var offset: UInt64
  /// Where to end, when it does not follow.
  private let end: UInt64?

  init(_ process: any ProcessHandle, from offset: UInt64, to end: UInt64?) {
    self.process = process
    self.offset = offset
    self.end = end
    iterator = process.output(from: offset).makeAsyncIterator()
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
    return ProcessOutput(try await process.exitStatus(), at: offset)
  }
}
