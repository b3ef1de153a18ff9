extension Result where Failure == Problem, Success: Sendable {
  /// What becomes of `body`, to be looked at later: a task beside others must not end them by throwing.
  package static func of(_ body: @Sendable () async throws(Problem) -> Success) async -> Result {
    do throws(Problem) { return .success(try await body()) } catch { return .failure(error) }
  }
}
