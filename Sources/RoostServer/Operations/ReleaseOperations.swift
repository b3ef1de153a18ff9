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

/// What is remembered of requests that came with an `Idempotency-Key`.
package struct RepeatOperations: Sendable {
  /// What came with the key before; `nil` where nothing did: then it is this request's from now on.
  package var claim: @Sendable (_ key: String, _ digest: [UInt8]) async throws(Problem) -> KeptRequest?
  /// What became of it; `nil` gives the key back.
  package var keep: @Sendable (_ key: String, _ outcome: [UInt8]?) async -> Void

  package init(
    claim: @escaping @Sendable (String, [UInt8]) async throws(Problem) -> KeptRequest?,
    keep: @escaping @Sendable (String, [UInt8]?) async -> Void
  ) {
    self.claim = claim
    self.keep = keep
  }

  /// Remembers nothing but what is under way.
  package static let forgetful = RepeatOperations(
    claim: { (_, _) throws(Problem) in nil }, keep: { (_, _) in })
}

/// A request that came with a key.
package struct KeptRequest: Sendable, Equatable {
  /// Of its body.
  package var digest: [UInt8]
  /// The last line of its answer; `nil` while there is none.
  package var outcome: [UInt8]?

  package init(digest: [UInt8], outcome: [UInt8]?) {
    self.digest = digest
    self.outcome = outcome
  }
}
