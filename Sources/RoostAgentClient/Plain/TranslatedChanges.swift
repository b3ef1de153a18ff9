import RoostModel

/// Changes of files as the environment's user calls them.
actor TranslatedChanges {
  private var iterator: AsyncThrowingStream<FileChange, any Error>.Iterator?
  private let paths: PathMap

  init(_ changes: AsyncThrowingStream<FileChange, any Error>, _ paths: PathMap) {
    iterator = changes.makeAsyncIterator()
    self.paths = paths
  }

  nonisolated var stream: AsyncThrowingStream<FileChange, any Error> {
    AsyncThrowingStream(unfolding: { try await self.next() })
  }

  private func next() async throws -> FileChange? {
    // The iterator is this actor's alone; taking it out keeps the call from overlapping an access to `self`.
    guard var iterator else { return nil }
    let change = try await iterator.next(isolation: #isolation)
    self.iterator = change == nil ? nil : iterator
    return change.map(translated)
  }

  private func translated(_ change: FileChange) -> FileChange {
    switch change {
    case .watching(let path): .watching(path: paths.inside(path))
    case .created(let path): .created(path: paths.inside(path))
    case .changed(let path): .changed(path: paths.inside(path))
    case .removed(let path): .removed(path: paths.inside(path))
    case .overflow: .overflow
    }
  }
}
