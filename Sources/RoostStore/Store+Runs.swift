import GRDB
package import RoostModel

extension Store {
  package func runs() async throws(Problem) -> [RunRecord] {
    try await read("reading runs") { try RunRecord.order(Column("startedAt")).fetchAll($0) }
  }

  package func runs(of app: AppID) async throws(Problem) -> [RunRecord] {
    try await read("reading runs") { try RunRecord.filter(Column("app") == app).fetchAll($0) }
  }

  /// Records an environment before it is booted, with the number of this start of the app.
  package func newRun(
    _ environment: EnvironmentID, app: AppID, release: Int, purpose: RunRecord.Purpose, role: String? = nil, now: Double
  )
    async throws(Problem) -> RunRecord
  {
    try await write("recording a run") { database in
      try database.execute(sql: "UPDATE apps SET runs = runs + 1 WHERE id = ?", arguments: [app])
      let run = try Int.fetchOne(database, sql: "SELECT runs FROM apps WHERE id = ?", arguments: [app]) ?? 1
      let record = RunRecord(
        environment: environment, app: app, release: release, purpose: purpose, run: run, startedAt: now, role: role)
      try record.insert(database)
      return record
    }
  }

  package func setProcess(_ process: ProcessNumber, of environment: EnvironmentID) async throws(Problem) {
    try await note("recording a process") { database in
      try database.execute(
        sql: "UPDATE runs SET process = ? WHERE environment = ?", arguments: [Int(process.rawValue), environment])
    }
  }

  package func deleteRun(_ environment: EnvironmentID) async throws(Problem) {
    try await note("removing a run") { database in
      try database.execute(sql: "DELETE FROM runs WHERE environment = ?", arguments: [environment])
    }
  }
}
