package import RoostModel

/// What the API can do with code that waits to be deployed.
package struct DraftOperations: Sendable {
  /// Fetches it and says what would be done.
  package var make: @Sendable (DraftRequest, @escaping ProgressSink) async throws(Problem) -> DraftSummary
  package var look: @Sendable (DraftID, PlanOverrides) async throws(Problem) -> DraftSummary
  package var deploy: @Sendable (DraftID, DraftDeployment, @escaping ProgressSink) async throws(Problem) -> DeployResult
  package var discard: @Sendable (DraftID) async throws(Problem) -> Void

  package init(
    make: @escaping @Sendable (DraftRequest, @escaping ProgressSink) async throws(Problem) -> DraftSummary,
    look: @escaping @Sendable (DraftID, PlanOverrides) async throws(Problem) -> DraftSummary,
    deploy: @escaping @Sendable (DraftID, DraftDeployment, @escaping ProgressSink) async throws(Problem) -> DeployResult,
    discard: @escaping @Sendable (DraftID) async throws(Problem) -> Void
  ) {
    self.make = make
    self.look = look
    self.deploy = deploy
    self.discard = discard
  }
}
