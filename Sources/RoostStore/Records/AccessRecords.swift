package import FoundationEssentials
package import GRDB
package import RoostModel

/// A row of `accounts`.
package struct AccountRecord: Codable, Sendable, Equatable, FetchableRecord, MutablePersistableRecord {
  package static let databaseTableName = "accounts"

  package var id: Int?
  package var name: AccessName
  package var password: PasswordHash
  package var createdAt: Double
  /// Sealed; what codes are made of. In force only when ``hasSecondFactor`` says so.
  package var totpSecret: Data?
  package var totpIsOn = false
  /// The newest code that was used; those up to it are worth nothing.
  package var totpStep = 0

  package var hasSecondFactor: Bool { totpIsOn }

  package mutating func didInsert(_ inserted: InsertionSuccess) { id = Int(inserted.rowID) }
}

/// A row of `sessions`.
package struct SessionRecord: Codable, Sendable, Equatable, FetchableRecord, MutablePersistableRecord {
  package static let databaseTableName = "sessions"

  package var id: Int?
  /// SHA-256 of what its cookie holds.
  package var digest: Data
  package var account: Int
  package var createdAt: Double
  package var lastUsedAt: Double
  package var address: String
  package var userAgent: String

  package init(digest: [UInt8], account: Int, now: Double, address: String, userAgent: String) {
    self.digest = Data(digest)
    self.account = account
    createdAt = now
    lastUsedAt = now
    self.address = address
    self.userAgent = userAgent
  }

  package mutating func didInsert(_ inserted: InsertionSuccess) { id = Int(inserted.rowID) }
}

/// A row of `tokens`.
package struct TokenRecord: Codable, Sendable, Equatable, FetchableRecord, MutablePersistableRecord {
  package static let databaseTableName = "tokens"

  package var id: Int?
  /// SHA-256 of the token.
  package var digest: Data
  package var name: AccessName
  package var prefix: String
  package var scope: AccessScope
  package var apps: [AppName]?
  package var createdAt: Double
  package var expiresAt: Double?
  package var lastUsedAt: Double?
  package var createdBy: String

  package init(digest: [UInt8], prefix: String, request: TokenRequest, now: Double, createdBy: String) {
    self.digest = Data(digest)
    self.prefix = prefix
    name = request.name
    scope = request.scope
    apps = request.apps
    createdAt = now
    expiresAt = request.seconds.map { now + Double($0) }
    self.createdBy = createdBy
  }

  package mutating func didInsert(_ inserted: InsertionSuccess) { id = Int(inserted.rowID) }

  package var summary: TokenSummary {
    TokenSummary(
      id: id ?? 0, name: name, prefix: prefix, scope: scope, apps: apps, createdAt: createdAt, expiresAt: expiresAt,
      lastUsedAt: lastUsedAt, createdBy: createdBy)
  }
}

extension AccessName: GRDB.DatabaseValueConvertible {
  package var databaseValue: DatabaseValue { text.databaseValue }
  package static func fromDatabaseValue(_ value: DatabaseValue) -> AccessName? {
    guard let text = String.fromDatabaseValue(value) else { return nil }
    return try? AccessName(text)
  }
}

extension AuditEntry {
  init(_ row: Row) {
    // What another version wrote and this one does not know is shown all the same, as what asks for most.
    self.init(
      id: row["id"], at: row["at"], kind: AccessActor.Kind(rawValue: row["kind"]) ?? .nobody, actor: row["actor"],
      action: AccessAction(rawValue: row["action"]) ?? .accessManage, resource: row["resource"], request: row["request"],
      outcome: row["outcome"], address: row["address"])
  }
}
