import GRDB
package import RoostModel

extension Store {
  /// Newest first.
  package func releases(of app: AppID) async throws(Problem) -> [ReleaseRecord] {
    try await read("reading releases") {
      try ReleaseRecord.filter(Column("app") == app).order(Column("number").desc).fetchAll($0)
    }
  }

  package func liveReleases() async throws(Problem) -> [ReleaseRecord] {
    try await read("reading releases") { try ReleaseRecord.filter(Column("state") == "live").fetchAll($0) }
  }

  package func release(_ number: Int, of app: AppID) async throws(Problem) -> ReleaseRecord? {
    try await read("reading a release") {
      try ReleaseRecord.filter(Column("app") == app && Column("number") == number).fetchOne($0)
    }
  }

  package func pendingReleases() async throws(Problem) -> [ReleaseRecord] {
    try await read("reading releases") { try ReleaseRecord.filter(Column("state") == "pending").fetchAll($0) }
  }

  /// A pending release with the next number, above `number` in any case.
  package func newRelease(of app: AppID, after number: Int = 0, now: Double) async throws(Problem) -> ReleaseRecord {
    try await write("recording a release") { database in
      let last = try Int.fetchOne(database, sql: "SELECT MAX(number) FROM releases WHERE app = ?", arguments: [app]) ?? 0
      let record = ReleaseRecord(
        app: app, number: max(last, number) + 1, state: .pending, stage: "source", plan: nil, runtimeLayers: [], appLayers: [],
        createdAt: now, problem: nil)
      try record.insert(database)
      return record
    }
  }

  package func update(_ release: ReleaseRecord) async throws(Problem) {
    try await write("recording a release") { try release.update($0) }
  }

  /// The switch: this release is live, served by that start of it, and the app wants to run, in one transaction.
  package func makeLive(_ release: ReleaseRecord, run: Int?) async throws(Problem) {
    try await write("recording the live release") { database in
      try database.execute(
        sql: "UPDATE releases SET state = 'retired' WHERE app = ? AND state = 'live' AND number <> ?",
        arguments: [release.app, release.number])
      var live = release
      live.state = .live
      live.stage = "live"
      live.problem = nil
      try live.update(database)
      try database.execute(
        sql: "UPDATE apps SET liveRelease = ?, liveRun = ?, wantsToRun = 1, restoring = NULL WHERE id = ?",
        arguments: [release.number, run, release.app])
    }
  }

  /// The way back: `old` is live again and the other one is no more, in one transaction. With a problem the other one failed.
  package func makeLiveAgain(_ old: ReleaseRecord, run: Int?, insteadOf other: Int, because problem: Problem?)
    async throws(Problem)
  {
    try await write("recording the way back") { database in
      if var record = try ReleaseRecord.filter(Column("app") == old.app && Column("number") == other).fetchOne(database) {
        record.state = problem == nil ? .retired : .failed
        record.problem = problem
        try record.update(database)
      }
      var live = old
      live.state = .live
      try live.update(database)
      try database.execute(
        sql: "UPDATE apps SET liveRelease = ?, liveRun = ? WHERE id = ?", arguments: [old.number, run, old.app])
    }
  }

  package func setLiveRun(_ run: Int?, app: AppID) async throws(Problem) {
    try await note("recording the live run") { database in
      try database.execute(sql: "UPDATE apps SET liveRun = ? WHERE id = ?", arguments: [run, app])
    }
  }

  /// The releases that are kept however many follow.
  package func pins(of app: AppID) async throws(Problem) -> Set<Int> {
    try await read("reading pins") { database in
      try Set(Int.fetchAll(database, sql: "SELECT release FROM pins WHERE app = ?", arguments: [app]))
    }
  }

  /// The release must be there.
  package func setPinned(_ pinned: Bool, release number: Int, of app: AppID) async throws(Problem) {
    let sql =
      pinned ? "INSERT OR IGNORE INTO pins (app, release) VALUES (?, ?)" : "DELETE FROM pins WHERE app = ? AND release = ?"
    try await write("pinning a release") { try $0.execute(sql: sql, arguments: [app, number]) }
  }

  package func deleteRelease(_ number: Int, of app: AppID) async throws(Problem) {
    try await write("removing a release") { database in
      try database.execute(sql: "DELETE FROM releases WHERE app = ? AND number = ?", arguments: [app, number])
    }
  }
}
