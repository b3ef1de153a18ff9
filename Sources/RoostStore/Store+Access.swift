import FoundationEssentials
import GRDB
package import RoostModel

extension Store {
  package func accounts() async throws(Problem) -> [AccountRecord] {
    try await read("reading the accounts") { try AccountRecord.order(Column("name")).fetchAll($0) }
  }

  package func account(named name: AccessName) async throws(Problem) -> AccountRecord? {
    try await read("reading an account") { try AccountRecord.filter(Column("name") == name.text).fetchOne($0) }
  }

  /// `nil` when there is one already, whatever it is called.
  package func addFirstAccount(_ name: AccessName, _ password: PasswordHash, now: Double) async throws(Problem) -> AccountRecord?
  {
    try await write("recording the first account") { database in
      guard try AccountRecord.fetchCount(database) == 0 else { return nil }
      var record = AccountRecord(id: nil, name: name, password: password, createdAt: now)
      try record.insert(database)
      return record
    }
  }

  /// Makes it, or changes its password and ends its sessions but one.
  @discardableResult package func setAccount(
    _ name: AccessName, _ password: PasswordHash, keeping session: Int? = nil, now: Double
  ) async throws(Problem) -> AccountRecord {
    try await write("recording an account") { database in
      var record =
        try AccountRecord.filter(Column("name") == name.text).fetchOne(database)
        ?? AccountRecord(id: nil, name: name, password: password, createdAt: now)
      record.password = password
      try record.save(database)
      try SessionRecord.filter(Column("account") == record.id && Column("id") != (session ?? 0)).deleteAll(database)
      return record
    }
  }

  /// Whether there was one.
  package func removeAccount(_ name: AccessName) async throws(Problem) -> Bool {
    try await write("removing an account") { try AccountRecord.filter(Column("name") == name.text).deleteAll($0) > 0 }
  }
}

extension Store {
  /// Its number. Those that ended before `horizon`, and all but the newest of an account, are forgotten.
  package func add(_ session: SessionRecord, mostOfAccount: Int, before horizon: Double) async throws(Problem) -> Int {
    try await write("recording a session") { database in
      try SessionRecord.filter(Column("lastUsedAt") < horizon).deleteAll(database)
      var record = session
      try record.insert(database)
      let kept = SessionRecord.filter(Column("account") == record.account).order(Column("id").desc)
      for old in try kept.fetchAll(database).dropFirst(mostOfAccount) { try old.delete(database) }
      return record.id ?? 0
    }
  }

  package func session(_ digest: [UInt8]) async throws(Problem) -> (session: SessionRecord, account: AccountRecord)? {
    let digest = Data(digest)
    let found: Found? = try await read("reading a session") { database in
      guard let session = try SessionRecord.filter(Column("digest") == digest).fetchOne(database),
        let account = try AccountRecord.fetchOne(database, key: session.account)
      else { return nil }
      return Found(session: session, account: account)
    }
    return found.map { ($0.session, $0.account) }
  }

  private struct Found: Sendable {
    var session: SessionRecord
    var account: AccountRecord
  }

  package func sessions() async throws(Problem) -> [SessionRecord] {
    try await read("reading the sessions") { try SessionRecord.order(Column("lastUsedAt").desc).fetchAll($0) }
  }

  package func touchSession(_ id: Int, now: Double) async throws(Problem) {
    try await note("recording the use of a session") { database in
      try database.execute(sql: "UPDATE sessions SET lastUsedAt = ? WHERE id = ?", arguments: [now, id])
    }
  }

  /// Whether there was one.
  package func removeSession(_ id: Int) async throws(Problem) -> Bool {
    try await write("ending a session") { try SessionRecord.deleteOne($0, key: id) }
  }
}

extension Store {
  /// `nil` when there is one of that name.
  package func add(_ token: TokenRecord) async throws(Problem) -> TokenRecord? {
    try await write("recording a token") { database in
      guard try TokenRecord.filter(Column("name") == token.name.text).fetchCount(database) == 0 else { return nil }
      var record = token
      try record.insert(database)
      return record
    }
  }

  package func token(_ digest: [UInt8]) async throws(Problem) -> TokenRecord? {
    let digest = Data(digest)
    return try await read("reading a token") { try TokenRecord.filter(Column("digest") == digest).fetchOne($0) }
  }

  package func tokens() async throws(Problem) -> [TokenRecord] {
    try await read("reading the tokens") { try TokenRecord.order(Column("name")).fetchAll($0) }
  }

  package func touchToken(_ id: Int, now: Double) async throws(Problem) {
    try await note("recording the use of a token") { database in
      try database.execute(sql: "UPDATE tokens SET lastUsedAt = ? WHERE id = ?", arguments: [now, id])
    }
  }

  /// Whether there was one.
  package func removeToken(_ name: AccessName) async throws(Problem) -> Bool {
    try await write("revoking a token") { try TokenRecord.filter(Column("name") == name.text).deleteAll($0) > 0 }
  }
}

extension Store {
  private static let auditColumns = ["at", "kind", "actor", "action", "resource", "request", "outcome", "address"]

  /// Its number. What is older than `horizon` is forgotten now and then, and so are all but the newest `most` of
  /// what was done, and of what was refused.
  package func add(_ entry: AuditEntry, most: Int, before horizon: Double) async throws(Problem) -> Int {
    try await write("writing the audit log") { database in
      let columns = Store.auditColumns.joined(separator: ", ")
      try database.execute(
        sql: "INSERT INTO audit (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          entry.at, entry.kind.rawValue, entry.actor, entry.action.rawValue, entry.resource, entry.request, entry.outcome,
          entry.address,
        ])
      let id = Int(database.lastInsertedRowID)
      if id.isMultiple(of: 100) {
        try database.execute(sql: "DELETE FROM audit WHERE at < ?", arguments: [horizon])
        // Whoever is refused again and again pushes out what else was refused, and nothing that was done.
        for kind in ["=", "<>"] {
          try database.execute(
            sql: """
              DELETE FROM audit WHERE outcome \(kind) 'accepted' AND id <=
                (SELECT id FROM audit WHERE outcome \(kind) 'accepted' ORDER BY id DESC LIMIT 1 OFFSET ?)
              """, arguments: [most])
        }
      }
      return id
    }
  }

  /// Oldest first.
  package func audit(_ query: AuditQuery) async throws(Problem) -> [AuditEntry] {
    try await read("reading the audit log") { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT * FROM audit WHERE id > ? AND id < ? AND at >= ? ORDER BY id DESC LIMIT ?",
        arguments: [query.after ?? 0, query.before ?? .max, query.since ?? 0, query.tail ?? -1])
      return rows.reversed().map { AuditEntry($0) }
    }
  }
}
