import FoundationEssentials
import GRDB
package import RoostModel

extension Store {
  /// Of an app's changes so many are remembered by name.
  package static let keptVariableChanges = 100

  /// The version of an app's variables, and those in force, in the order of their names.
  package func variables(of app: AppID) async throws(Problem) -> (version: Int, records: [VariableRecord]) {
    try await read("reading variables") { database in
      let version = try Int.fetchOne(database, sql: "SELECT envVersion FROM apps WHERE id = ?", arguments: [app]) ?? 0
      let inForce = VariableRecord.filter(Column("app") == app && Column("until") == nil)
      return (version, try inForce.order(Column("name")).fetchAll(database))
    }
  }

  /// Every value that is still kept, in force or not.
  package func keptVariables(of app: AppID) async throws(Problem) -> [VariableRecord] {
    try await read("reading variables") { try VariableRecord.filter(Column("app") == app).fetchAll($0) }
  }

  /// Those that were in force at a version; `nil` when they are not kept any more.
  package func variables(of app: AppID, at version: Int) async throws(Problem) -> [VariableRecord]? {
    try await read("reading variables") { database in
      guard try Store.isKept(version, app, database) else { return nil }
      let sql = "SELECT * FROM variables WHERE app = ? AND version <= ? AND (until IS NULL OR until > ?) ORDER BY name"
      return try VariableRecord.fetchAll(database, sql: sql, arguments: [app, version, version])
    }
  }

  /// Whether anything of any app was sealed.
  package func hasVariables() async throws(Problem) -> Bool {
    try await read("reading variables") { try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM variables)") ?? false }
  }

  /// One change in one transaction, and the new version. Values that neither hold any more nor belong to a version that a
  /// release was proven with are removed.
  package func changeVariables(
    of app: AppID, set drafts: [VariableDraft], unset: [VariableName], expected: Int? = nil, overhead: Int, now: Double
  ) async throws(Problem) -> Int {
    try await write("recording variables") { database in
      let current = try Int.fetchOne(database, sql: "SELECT envVersion FROM apps WHERE id = ?", arguments: [app]) ?? 0
      guard current == expected ?? current else { throw VariableChange.changedMeanwhile(current) }
      try database.execute(sql: "UPDATE apps SET envVersion = envVersion + 1 WHERE id = ?", arguments: [app])
      let version = try Int.fetchOne(database, sql: "SELECT envVersion FROM apps WHERE id = ?", arguments: [app]) ?? 1
      for name in drafts.map(\.name) + unset {
        let sql = "UPDATE variables SET until = ? WHERE app = ? AND name = ? AND until IS NULL"
        try database.execute(sql: sql, arguments: [version, app, name])
      }
      for draft in drafts {
        try VariableRecord(
          app: app, name: draft.name, version: version, until: nil, scope: draft.scope, secret: draft.secret,
          source: draft.source, sealed: Data(try draft.seal(version)), createdAt: now
        ).insert(database)
      }
      try Store.checkVariables(app, overhead, database)
      try VariableChangeRecord(app: app, version: version, assigned: drafts.map(\.name), removed: unset, createdAt: now)
        .insert(database)
      try Store.pruneVariables(app, version, database)
      return version
    }
  }

  private static func checkVariables(_ app: AppID, _ overhead: Int, _ database: Database) throws {
    let sql = """
      SELECT COUNT(*) AS count, COALESCE(SUM(length(sealed) - ? + length(name) + 2), 0) AS bytes
      FROM variables WHERE app = ? AND until IS NULL
      """
    guard let row = try Row.fetchOne(database, sql: sql, arguments: [overhead, app]) else { return }
    let (count, bytes): (Int, Int) = (row["count"], row["bytes"])
    guard count <= VariableLimits.count, bytes <= VariableLimits.total else {
      throw Problem(
        .variableInvalid,
        "the app would have \(count) variables of \(bytes) bytes; \(VariableLimits.count) of \(VariableLimits.total) bytes are allowed",
        hint: "unset what is not needed: roost app env unset NAME VARIABLE; large values belong in files below /data")
    }
  }

  private static func pruneVariables(_ app: AppID, _ version: Int, _ database: Database) throws {
    let unwanted = """
      DELETE FROM variables WHERE app = ? AND until IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM releases
        WHERE releases.app = variables.app AND envVersion >= variables.version AND envVersion < variables.until)
      """
    try database.execute(sql: unwanted, arguments: [app])
    try database.execute(
      sql: "DELETE FROM variableChanges WHERE app = ? AND version <= ?", arguments: [app, version - keptVariableChanges])
  }

  private static func isKept(_ version: Int, _ app: AppID, _ database: Database) throws -> Bool {
    if version == 0 { return true }
    let sql = """
      SELECT EXISTS (SELECT 1 FROM releases WHERE app = ?1 AND envVersion = ?2)
        OR EXISTS (SELECT 1 FROM apps WHERE id = ?1 AND envVersion = ?2)
      """
    return try Bool.fetchOne(database, sql: sql, arguments: [app, version]) ?? false
  }
}

extension Store {
  /// Newest first.
  package func variableVersions(of app: AppID) async throws(Problem) -> [VariableVersion] {
    try await read("reading variables") { database in
      let records = try VariableChangeRecord.filter(Column("app") == app).order(Column("version").desc).fetchAll(database)
      let sql = "SELECT number, envVersion FROM releases WHERE app = ? AND envVersion IS NOT NULL ORDER BY number"
      let proven = try Row.fetchAll(database, sql: sql, arguments: [app])
      return records.map { record in
        let releases: [Int] = proven.filter { $0["envVersion"] == record.version }.map { $0["number"] }
        return VariableVersion(
          version: record.version, changedAt: record.createdAt, set: record.assigned, unset: record.removed, releases: releases)
      }
    }
  }

  /// The version a release was last proven with.
  package func variableVersion(ofRelease number: Int, of app: AppID) async throws(Problem) -> Int? {
    try await read("reading a release") {
      try Int.fetchOne($0, sql: "SELECT envVersion FROM releases WHERE app = ? AND number = ?", arguments: [app, number])
    }
  }

  package func setVariableVersion(_ version: Int, ofRelease number: Int, of app: AppID) async throws(Problem) {
    try await write("recording a release") { database in
      try database.execute(
        sql: "UPDATE releases SET envVersion = ? WHERE app = ? AND number = ? AND envVersion IS NOT ?",
        arguments: [version, app, number, version])
    }
  }
}

extension VariableChange {
  /// It was made of a version that is not the newest any more.
  package static func changedMeanwhile(_ version: Int) -> Problem {
    Problem(
      .preconditionFailed, "the variables have changed since they were read: they are at version \(version)",
      hint: "read them again, and make the change of what they are now: roost app env NAME")
  }
}
