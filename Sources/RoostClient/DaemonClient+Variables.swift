import NIOHTTP1
package import RoostModel

extension DaemonClient {
  /// Without the values of secrets, which nobody gets back.
  package func variables(of name: AppName) async throws(Problem) -> VariableList { try await value(.GET, "apps/\(name)/env") }

  /// All of the change or nothing. Returns when a running app serves with it, and goes on in the daemon when this is cancelled.
  package func change(
    _ name: AppName, _ change: VariableChange, progress: (ProgressEvent) -> Void
  ) async throws(Problem) -> VariableChangeResult {
    try await operation("apps/\(name)/env", change, progress: progress)
  }

  /// Newest first.
  package func variableHistory(of name: AppName) async throws(Problem) -> [VariableVersion] {
    try await value(.GET, "apps/\(name)/env/history")
  }
}
