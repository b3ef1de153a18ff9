/// Waiting with a limit.
enum Wait {
  /// Runs `body` for `limit` at most and cancels it then. Returns whether it ended by itself.
  static func until(_ limit: Duration, _ body: @escaping @Sendable () async -> Void) async -> Bool {
    await withTaskGroup(of: Bool.self) { group in
      group.addTask {
        await body()
        return !Task.isCancelled
      }
      group.addTask {
        // Cancelled when the body was first: then nobody asks for this result.
        try? await Task.sleep(for: limit)
        return false
      }
      let first = await group.next() ?? false
      group.cancelAll()
      return first
    }
  }
}
