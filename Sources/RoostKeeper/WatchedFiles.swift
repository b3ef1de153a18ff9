import RoostModel

/// Changes of files as they are streamed: first that it began. It is pulled, so a slow client holds nothing in memory.
actor WatchedFiles {
  private var beginning: FileChange?
  private var iterator: AsyncThrowingStream<FileChange, any Error>.Iterator?

  init(_ path: String, _ changes: AsyncThrowingStream<FileChange, any Error>) {
    beginning = .watching(path: path)
    iterator = changes.makeAsyncIterator()
  }

  nonisolated var changes: AsyncThrowingStream<FileChange, any Error> {
    AsyncThrowingStream(unfolding: { try await self.next() })
  }

  private func next() async throws -> FileChange? {
    if let beginning {
      self.beginning = nil
      return beginning
    }
    // The iterator is this actor's alone; taking it out keeps the call from overlapping an access to `self`.
    guard var iterator else { return nil }
    let change = try await iterator.next(isolation: #isolation)
    self.iterator = change == nil ? nil : iterator
    return change
  }
}
