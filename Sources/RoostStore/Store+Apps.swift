import GRDB
package import RoostModel

extension Store {
  /// In the order of their names.
  package func apps() async throws(Problem) -> [AppRecord] {
    try await read("reading the apps") { try AppRecord.order(Column("name")).fetchAll($0) }
  }

  package func app(named name: AppName) async throws(Problem) -> AppRecord? {
    try await read("reading an app") { try AppRecord.filter(Column("name") == name.text).fetchOne($0) }
  }

  /// The app of that name, made now if there was none.
  package func appOrNew(named name: AppName, now: Double) async throws(Problem) -> AppRecord {
    try await write("recording an app") { database in
      if let record = try AppRecord.filter(Column("name") == name.text).fetchOne(database) { return record }
      let number = try nextNumber(database)
      let record = AppRecord(id: AppID(), name: name, number: number, wantsToRun: true, liveRelease: nil, runs: 0, createdAt: now)
      try record.insert(database)
      return record
    }
  }

  package func setWantsToRun(_ wanted: Bool, app: AppID) async throws(Problem) {
    try await write("recording the wanted state") { database in
      try database.execute(sql: "UPDATE apps SET wantsToRun = ?, nap = NULL WHERE id = ?", arguments: [wanted, app])
    }
  }

  package func setMaintenance(_ maintenance: Maintenance?, app: AppID) async throws(Problem) {
    try await write("recording the maintenance of an app") { database in
      guard var record = try AppRecord.fetchOne(database, key: app.text) else { return }
      record.maintenance = maintenance
      try record.update(database, columns: ["maintenance"])
    }
  }

  /// `nil` is none beside its roost.yml.
  package func setLimits(_ limits: AppLimits?, app: AppID) async throws(Problem) {
    try await write("recording the limits of an app") { database in
      guard var record = try AppRecord.fetchOne(database, key: app.text) else { return }
      record.limits = limits
      try record.update(database, columns: ["limits"])
    }
  }

  /// `nil` is awake.
  package func setNap(_ nap: NapRecord?, app: AppID) async throws(Problem) {
    try await note("recording that an app sleeps") { database in
      guard var record = try AppRecord.fetchOne(database, key: app.text) else { return }
      record.nap = nap
      try record.update(database, columns: ["nap"])
    }
  }

  /// Removes the app with its releases and runs.
  package func deleteApp(_ app: AppID) async throws(Problem) {
    try await write("removing an app") { database in
      try database.execute(sql: "DELETE FROM apps WHERE id = ?", arguments: [app])
    }
  }
}

private func nextNumber(_ database: Database) throws -> Int {
  try database.execute(sql: "UPDATE counters SET value = value + 1 WHERE name = 'apps'")
  return try Int.fetchOne(database, sql: "SELECT value FROM counters WHERE name = 'apps'") ?? 1
}
