package import RoostModel

/// What the API can do for git clients.
package struct GitOperations: Sendable {
  /// Makes ready; an app that is not there is made for a push.
  package var begin: @Sendable (AppName, GitService) async throws(Problem) -> GitExchange

  package init(begin: @escaping @Sendable (AppName, GitService) async throws(Problem) -> GitExchange) { self.begin = begin }
}

/// One conversation with a git client.
package struct GitExchange: Sendable {
  /// Takes what the client says, `nil` when it is gone, and answers with git's output, `nil` at its end.
  package var run:
    @Sendable (
      _ input: @escaping @Sendable () async throws -> GitWord?, _ output: @escaping @Sendable ([UInt8]?) async throws -> Void
    ) async throws(Problem) -> Void

  package init(
    run:
      @escaping @Sendable (
        @escaping @Sendable () async throws -> GitWord?, @escaping @Sendable ([UInt8]?) async throws -> Void
      ) async throws(Problem) -> Void
  ) { self.run = run }
}
