package import RoostModel

/// What the API can do with an app's releases and deployments.
package struct ReleaseOperations: Sendable {
  package typealias Change = @Sendable (ReleaseRequest, @escaping ProgressSink) async throws(Problem) -> DeployResult

  /// Newest first.
  package var list: @Sendable (AppName) async throws(Problem) -> [ReleaseSummary]
  package var pin: @Sendable (AppName, Int, Bool) async throws(Problem) -> [ReleaseSummary]
  /// Newest first.
  package var deployments: @Sendable (AppName) async throws(Problem) -> [DeploymentSummary]
  package var cancel: @Sendable (AppName) async throws(Problem) -> DeploymentSummary
  /// Newest first.
  package var crashes: @Sendable (AppName) async throws(Problem) -> [CrashReport]
  package var rollback: Change
  package var renew: Change
  package var resume: Change

  package init(
    list: @escaping @Sendable (AppName) async throws(Problem) -> [ReleaseSummary],
    pin: @escaping @Sendable (AppName, Int, Bool) async throws(Problem) -> [ReleaseSummary],
    deployments: @escaping @Sendable (AppName) async throws(Problem) -> [DeploymentSummary],
    cancel: @escaping @Sendable (AppName) async throws(Problem) -> DeploymentSummary,
    crashes: @escaping @Sendable (AppName) async throws(Problem) -> [CrashReport], rollback: @escaping Change,
    renew: @escaping Change, resume: @escaping Change
  ) {
    self.list = list
    self.pin = pin
    self.deployments = deployments
    self.cancel = cancel
    self.crashes = crashes
    self.rollback = rollback
    self.renew = renew
    self.resume = resume
  }
}
