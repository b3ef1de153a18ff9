import GRDB
package import RoostModel

/// Five minutes of one app.
package struct StoredMetrics: Sendable, Equatable {
  /// The app's number.
  package var app: Int
  package var point: MetricsPoint

  package init(app: Int, point: MetricsPoint) {
    self.app = app
    self.point = point
  }
}

extension Store {
  /// In one transaction; of these apps what is older than `horizon` is forgotten. Numbers of apps that are gone are left out.
  package func add(_ rows: [StoredMetrics], before horizon: Double) async throws(Problem) {
    try await write("recording metrics") { database in
      let insert = try database.cachedStatement(sql: Store.insertion)
      let prune = try database.cachedStatement(sql: "DELETE FROM metrics WHERE app = ? AND at < ?")
      for row in rows {
        try insert.execute(arguments: StatementArguments(Store.values(of: row)))
        try prune.execute(arguments: [row.app, Int(horizon)])
      }
    }
  }

  /// Oldest first.
  package func metrics(ofApp number: Int, since: Double) async throws(Problem) -> [MetricsPoint] {
    try await read("reading metrics") { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM metrics WHERE app = ? AND at >= ? ORDER BY at", arguments: [number, Int(since)]
      ).map(MetricsPoint.init)
    }
  }

  static let metricsColumns = [
    "at", "length", "informational", "successful", "redirected", "clientErrors", "serverErrors", "refused", "p50", "p95", "p99",
    "received", "sent", "memory", "processes", "openFiles", "cpu", "restarts", "asleep", "logBytes",
  ]

  /// After a clock that was set back there may be a row already: the one of the longer time stays.
  private static let insertion = """
    INSERT INTO metrics (app, \(metricsColumns.joined(separator: ", ")))
    SELECT ?\(String(repeating: ", ?", count: metricsColumns.count)) WHERE EXISTS (SELECT 1 FROM apps WHERE number = ?1)
    ON CONFLICT (app, at) DO UPDATE SET \(metricsColumns.map { "\($0) = excluded.\($0)" }.joined(separator: ", "))
    WHERE excluded.length >= metrics.length
    """

  private static func values(of row: StoredMetrics) -> [(any DatabaseValueConvertible)?] {
    let point = row.point
    return [
      row.app, Int(point.at), Int(point.seconds * 1000), point.informational, point.successful, point.redirected,
      point.clientErrors, point.serverErrors, point.refused, point.p50, point.p95, point.p99, point.received, point.sent,
      point.memory, point.processes, point.openFiles, Int(point.cpuSeconds * 1000), point.restarts, Int(point.asleep * 1000),
      point.logBytes,
    ]
  }
}

extension MetricsPoint {
  fileprivate init(_ row: Row) {
    let length: Int = row["length"]
    self.init(at: row["at"], seconds: Double(length) / 1000)
    informational = row["informational"]
    successful = row["successful"]
    redirected = row["redirected"]
    clientErrors = row["clientErrors"]
    serverErrors = row["serverErrors"]
    refused = row["refused"]
    p50 = row["p50"]
    p95 = row["p95"]
    p99 = row["p99"]
    received = row["received"]
    sent = row["sent"]
    memory = row["memory"]
    processes = row["processes"]
    openFiles = row["openFiles"]
    let (cpu, asleep): (Int, Int) = (row["cpu"], row["asleep"])
    cpuSeconds = Double(cpu) / 1000
    self.asleep = Double(asleep) / 1000
    restarts = row["restarts"]
    logBytes = row["logBytes"]
  }
}
