import GRDB
package import RoostModel

/// A row of `deployments`: a change of what an app serves, from the moment it was asked for.
package struct DeploymentRecord: Codable, Sendable, Equatable, FetchableRecord, PersistableRecord {
  package static let databaseTableName = "deployments"

  package var app: AppID
  package var number: Int
  package var kind: DeploymentSummary.Kind
  package var state: DeploymentSummary.State
  package var stage: String
  package var release: Int?
  /// What was asked for, so that it can be resumed.
  package var request: DeployRequest?
  package var createdAt: Double
  package var endedAt: Double?
  package var problem: Problem?
  /// It happened on another node.
  package var imported: Bool?

  package var summary: DeploymentSummary {
    var summary = DeploymentSummary(
      number: number, kind: kind, state: state, stage: stage, release: release, createdAt: createdAt, endedAt: endedAt,
      problem: problem)
    summary.imported = imported == true ? true : nil
    return summary
  }
}
