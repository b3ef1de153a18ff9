/// What `body` gives, unless it takes longer than `limit`: then an error that says `what` did not happen.
package func within<Value: Sendable>(
  _ limit: Duration, _ what: String = "what the test waits for", _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
  try await withThrowingTaskGroup(of: Value?.self) { group in
    group.addTask { try await body() }
    group.addTask {
      // The limit of the wait, not what the wait is for.
      try await Task.sleep(for: limit)
      return nil
    }
    defer { group.cancelAll() }
    guard let first = try await group.next(), let value = first else {
      throw TimedOut(what: what, limit: limit)
    }
    return value
  }
}
