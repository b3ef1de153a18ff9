import RoostModel

/// The output of what serves, until it stands still: then its agent hands out nothing more.
struct FollowedOutput: Sendable {
  let output: AsyncThrowingStream<OutputChunk, any Error>
  /// Returns when it stands still, or its caller is cancelled.
  let standsStill: @Sendable () async -> Void

  /// Ends with either. What was not handed out is still where it was written down.
  var stream: AsyncThrowingStream<OutputChunk, any Error> {
    AsyncThrowingStream { try await next() }
  }

  private func next() async throws -> OutputChunk? {
    try await withThrowingTaskGroup(of: OutputChunk?.self) { group in
      group.addTask {
        var iterator = output.makeAsyncIterator()
        return try await iterator.next()
      }
      group.addTask {
        await standsStill()
        return nil
      }
      defer { group.cancelAll() }
      return try await group.next() ?? nil
    }
  }
}
