import GRDB
package import RoostModel

extension Store {
  package func setSource(_ source: DeploySource?, app: AppID) async throws(Problem) {
    try await change(app, "recording the source of an app", ["source"]) { $0.source = source }
  }

  package func setWebhook(_ webhook: WebhookRecord?, app: AppID) async throws(Problem) {
    try await change(app, "recording the webhook of an app", ["webhook"]) { $0.webhook = webhook }
  }

  func change(
    _ app: AppID, _ what: String, _ columns: [String], _ change: @escaping @Sendable (inout AppRecord) -> Void
  ) async throws(Problem) {
    try await write(what) { database in
      guard var record = try AppRecord.fetchOne(database, key: app.text) else { return }
      change(&record)
      try record.update(database, columns: columns)
    }
  }

  /// Whether all marks of a delivery are new to the app. Remembers them, and forgets those before `horizon`.
  package func areNew(deliveries: [String], of app: AppID, now: Double, horizon: Double) async throws(Problem) -> Bool {
    try await write("recording a delivery") { database in
      try database.execute(sql: "DELETE FROM deliveries WHERE receivedAt < ?", arguments: [horizon])
      var new = 0
      for delivery in deliveries {
        try database.execute(
          sql: "INSERT OR IGNORE INTO deliveries (app, delivery, receivedAt) VALUES (?, ?, ?)", arguments: [app, delivery, now])
        new += database.changesCount
      }
      return new == deliveries.count
    }
  }
}
