package import RoostModel

extension Supervisor {
  /// What happened to apps and runtimes: what is kept after number `after`, then what comes when it `follows`.
  package nonisolated func events(after: Int?, follows: Bool) -> AsyncStream<ServerEvent> {
    services.events.events(after: after, follows: follows)
  }

  package func runtimeCheck(of name: AppName) async throws(Problem) -> RuntimeCheckResult {
    try await supervisor(of: name).runtimeCheck()
  }
}
