import FoundationEssentials
import GRDB
package import RoostModel

/// A request that came with an `Idempotency-Key`.
struct RepeatRecord: Codable, FetchableRecord, PersistableRecord, Sendable {
  static let databaseTableName = "repeats"

  var key: String
  var digest: Data
  var createdAt: Double
  var outcome: Data?
}

extension Store {
  /// What came with the key since `horizon`; `nil` where nothing did: then it is taken. What is older is forgotten.
  package func claimRepeat(
    _ key: String, digest: [UInt8], now: Double, since horizon: Double
  ) async throws(Problem) -> (digest: [UInt8], outcome: [UInt8]?)? {
    try await write("recording a key") { database in
      try RepeatRecord.filter(Column("createdAt") < horizon).deleteAll(database)
      if let record = try RepeatRecord.fetchOne(database, key: key) {
        return (Array(record.digest), record.outcome.map { Array($0) })
      }
      try RepeatRecord(key: key, digest: Data(digest), createdAt: now, outcome: nil).insert(database)
      return nil
    }
  }

  /// `nil` gives the key back.
  package func keepRepeat(_ key: String, outcome: [UInt8]?) async throws(Problem) {
    try await write("recording what became of a key") { database in
      guard let outcome else {
        _ = try RepeatRecord.deleteOne(database, key: key)
        return
      }
      guard var record = try RepeatRecord.fetchOne(database, key: key) else { return }
      record.outcome = Data(outcome)
      try record.update(database)
    }
  }
}

extension Schema {
  /// Requests that came with an `Idempotency-Key`.
  static func createRepeats(_ database: Database) throws {
    try database.create(table: RepeatRecord.databaseTableName) { table in
      table.primaryKey("key", .text)
      table.column("digest", .blob).notNull()
      table.column("createdAt", .double).notNull().indexed()
      table.column("outcome", .blob)
    }
  }
}
