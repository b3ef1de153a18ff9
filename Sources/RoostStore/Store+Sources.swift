import GRDB
package import RoostModel

extension Store {
  package func setSource(_ source: DeploySource?, app: AppID) async throws(Problem) {
    try await change(app, "recording the source of an app", ["source"]) { $0.source = source }
  }

  package func setWebhook(_ webhook: WebhookRecord?, app: AppID) async throws(Problem) {
    try await change(app, "recording the webhook of an app", ["webhook"]) { $0.webhook = webhook }
  }

  private func change(
    _ app: AppID, _ what: String, _ columns: [String], _ change: @escaping @Sendable (inout AppRecord) -> Void
  ) async throws(Problem) {
    try await write(what) { database in
      guard var record = try AppRecord.fetchOne(database, key: app.text) else { return }
      change(&record)
      try record.update(database, columns: columns)
    }
  }

  /// Whether this delivery is new to the app. Remembers it, and forgets those before `horizon`.
  package func isNew(delivery: String, of app: AppID, now: Double, horizon: Double) async throws(Problem) -> Bool {
    try await write("recording a delivery") { database in
      try database.execute(sql: "DELETE FROM deliveries WHERE receivedAt < ?", arguments: [horizon])
      try database.execute(
        sql: "INSERT OR IGNORE INTO deliveries (app, delivery, receivedAt) VALUES (?, ?, ?)", arguments: [app, delivery, now])
      return database.changesCount > 0
    }
  }
}
