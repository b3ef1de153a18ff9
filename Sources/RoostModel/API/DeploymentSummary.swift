/// One change of what an app serves, as the journal keeps it.
package struct DeploymentSummary: Codable, Sendable, Equatable {
  package enum Kind: String, Codable, Sendable, CaseIterable {
    /// A new release of a source.
    case deploy
    /// An earlier release, as it was built.
    case rollback
    /// The live release in a new environment, with the variables as they are now.
    case renew
    /// The release, the data and the variables of a backup.
    case restore
  }

  package enum State: String, Codable, Sendable, CaseIterable {
    /// Waits for the change that is under way.
    case queued
    case running
    case succeeded
    case failed
    case cancelled
    /// A newer one came while it waited.
    case superseded
    /// The daemon ended before it did. It can be resumed.
    case interrupted
    /// It served, failed in its probation, and the release before it serves again.
    case rolledBack = "rolled-back"

    package var isOver: Bool { self != .queued && self != .running }
  }

  /// Counts the deployments of an app.
  package var number: Int
  package var kind: Kind
  package var state: State
  /// The step reached last.
  package var stage: String
  /// `nil` before it has one.
  package var release: Int?
  /// Seconds since 1970.
  package var createdAt: Double
  package var endedAt: Double?
  package var problem: Problem?
  /// It happened on the node that the app was exported from. `nil` is no.
  package var imported: Bool?

  package init(
    number: Int, kind: Kind, state: State, stage: String, release: Int?, createdAt: Double, endedAt: Double? = nil,
    problem: Problem? = nil
  ) {
    self.number = number
    self.kind = kind
    self.state = state
    self.stage = stage
    self.release = release
    self.createdAt = createdAt
    self.endedAt = endedAt
    self.problem = problem
  }
}
