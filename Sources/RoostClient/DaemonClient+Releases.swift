import NIOHTTP1
package import RoostModel

extension DaemonClient {
  /// Newest first.
  package func releases(of app: AppName) async throws(Problem) -> [ReleaseSummary] {
    try await value(.GET, "apps/\(app)/releases")
  }

  /// Keeps a release however many follow, or no longer.
  package func pin(_ pinned: Bool, release number: Int, of app: AppName) async throws(Problem) -> [ReleaseSummary] {
    try await value(pinned ? .PUT : .DELETE, "apps/\(app)/releases/\(number)/pin")
  }

  /// Newest first.
  package func deployments(of app: AppName) async throws(Problem) -> [DeploymentSummary] {
    try await value(.GET, "apps/\(app)/deployments")
  }

  /// Newest first.
  package func crashes(of app: AppName) async throws(Problem) -> [CrashReport] {
    try await value(.GET, "apps/\(app)/crashes")
  }

  /// Returns when the deployment has ended.
  package func cancelDeployment(of app: AppName) async throws(Problem) -> DeploymentSummary {
    try await value(.POST, "apps/\(app)/cancel")
  }

  /// `nil` is the release that served before the live one.
  package func rollback(
    _ app: AppName, to release: Int?, progress: (ProgressEvent) -> Void
  ) async throws(Problem) -> DeployResult {
    try await operation("rollbacks", ReleaseRequest(app: app, release: release), progress: progress)
  }

  /// Starts the live release anew without a gap.
  package func renew(_ app: AppName, progress: (ProgressEvent) -> Void) async throws(Problem) -> DeployResult {
    try await operation("renewals", ReleaseRequest(app: app), progress: progress)
  }

  /// Goes on with an interrupted deployment.
  package func resume(_ app: AppName, progress: (ProgressEvent) -> Void) async throws(Problem) -> DeployResult {
    try await operation("resumptions", ReleaseRequest(app: app), progress: progress)
  }
}
