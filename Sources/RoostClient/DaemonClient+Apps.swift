import NIOHTTP1
package import RoostModel

extension DaemonClient {
  package func apps() async throws(Problem) -> [AppSummary] { try await value(.GET, "apps") }

  package func app(_ name: AppName) async throws(Problem) -> AppDetail { try await value(.GET, "apps/\(name)") }

  /// Returns when the route is switched. The deployment goes on in the daemon when this is cancelled.
  package func deploy(
    _ request: DeployRequest, progress: (ProgressEvent) -> Void
  ) async throws(Problem) -> DeployResult {
    try await operation("deployments", request, progress: progress)
  }

  package func start(_ name: AppName) async throws(Problem) -> AppSummary { try await value(.POST, "apps/\(name)/start") }

  package func stop(_ name: AppName) async throws(Problem) -> AppSummary { try await value(.POST, "apps/\(name)/stop") }

  package func restart(_ name: AppName) async throws(Problem) -> AppSummary {
    try await value(.POST, "apps/\(name)/restart")
  }

  /// Closes an app to its visitors, or opens it with `nil`.
  package func maintain(_ name: AppName, _ maintenance: Maintenance?) async throws(Problem) -> AppSummary {
    guard let maintenance else { return try await value(.DELETE, "apps/\(name)/maintenance") }
    return try await value(.PUT, "apps/\(name)/maintenance", body: maintenance)
  }

  package func remove(_ name: AppName) async throws(Problem) -> AppRemoval { try await value(.DELETE, "apps/\(name)") }
}
