import GRDB
package import RoostModel

extension Store {
  package func setBackup(_ record: BackupRecord?, app: AppID) async throws(Problem) {
    try await change(app, "recording the backups of an app", ["backup"]) { $0.backup = record }
  }

  /// `nil` is that nothing is being restored.
  package func setRestoring(_ record: RestoringRecord?, app: AppID) async throws(Problem) {
    try await change(app, "recording a restoration", ["restoring"]) { $0.restoring = record }
  }

  /// Deployments of an app where it was before. The app has none of its own yet.
  package func addImported(_ deployments: [DeploymentSummary], of app: AppID) async throws(Problem) {
    try await write("recording the history of an app") { database in
      for deployment in deployments {
        var record = DeploymentRecord(
          app: app, number: deployment.number, kind: deployment.kind, state: deployment.state.isOver ? deployment.state : .failed,
          stage: deployment.stage, release: deployment.release, request: nil, createdAt: deployment.createdAt)
        // What was interrupted elsewhere cannot go on here.
        if record.state == .interrupted { record.state = .failed }
        record.endedAt = deployment.endedAt ?? deployment.createdAt
        record.problem = deployment.problem
        record.imported = true
        try record.insert(database)
      }
    }
  }
}
