import GRDB
package import RoostModel

extension Store {
  /// How many ended deployments of an app are remembered.
  private static let keptDeployments = 100

  /// Newest first.
  package func deployments(of app: AppID) async throws(Problem) -> [DeploymentRecord] {
    try await read("reading deployments") {
      try DeploymentRecord.filter(Column("app") == app).order(Column("number").desc).fetchAll($0)
    }
  }

  /// A deployment that waits for its turn, with the next number. The oldest ones are forgotten.
  package func newDeployment(
    of app: AppID, _ kind: DeploymentSummary.Kind, request: DeployRequest?, now: Double
  ) async throws(Problem) -> DeploymentRecord {
    try await write("recording a deployment") { database in
      let last = try Int.fetchOne(database, sql: "SELECT MAX(number) FROM deployments WHERE app = ?", arguments: [app]) ?? 0
      let record = DeploymentRecord(
        app: app, number: last + 1, kind: kind, state: .queued, stage: "queued", release: nil, request: request, createdAt: now)
      try record.insert(database)
      try database.execute(
        sql: "DELETE FROM deployments WHERE app = ? AND number <= ? AND endedAt IS NOT NULL",
        arguments: [app, last + 1 - Store.keptDeployments])
      return record
    }
  }

  /// Where a deployment has come to, with what its release is made of so far.
  package func enter(_ stage: String, deployment number: Int, _ release: ReleaseRecord) async throws(Problem) {
    try await write("recording a deployment") { database in
      try database.execute(
        sql: "UPDATE deployments SET state = 'running', stage = ?, release = ? WHERE app = ? AND number = ?",
        arguments: [stage, release.number, release.app, number])
      try release.update(database)
    }
  }

  /// A deployment would have made what is live: its own release is no more.
  package func settle(deployment number: Int, for live: Int, forgetting release: ReleaseRecord) async throws(Problem) {
    try await write("recording a deployment") { database in
      try database.execute(
        sql: "UPDATE deployments SET stage = 'unchanged', release = ? WHERE app = ? AND number = ?",
        arguments: [live, release.app, number])
      try database.execute(
        sql: "DELETE FROM releases WHERE app = ? AND number = ? AND state = 'pending'",
        arguments: [release.app, release.number])
    }
  }

  /// What became of a deployment.
  package func end(
    deployment number: Int, of app: AppID, as state: DeploymentSummary.State, because problem: Problem?, now: Double
  ) async throws(Problem) {
    try await write("recording a deployment") { database in
      guard var record = try DeploymentRecord.filter(Column("app") == app && Column("number") == number).fetchOne(database)
      else { return }
      // It was taken back before it had cleared up behind itself.
      if record.state == .rolledBack, state == .succeeded { return }
      record.state = state
      record.problem = problem
      record.endedAt = now
      try record.update(database)
    }
  }
}
