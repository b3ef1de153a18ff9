import GRDB

extension Schema {
  /// Codes besides a password. The secret they are made of is sealed; of recovery codes there are hashes only.
  static func createSecondFactor(_ database: Database) throws {
    try database.alter(table: "accounts") { table in
      table.add(column: "totpSecret", .blob)
      table.add(column: "totpIsOn", .boolean).notNull().defaults(to: false)
      table.add(column: "totpStep", .integer).notNull().defaults(to: 0)
    }
    try database.create(table: "recoveryCodes", options: .withoutRowID) { table in
      table.column("account", .integer).notNull().references("accounts", onDelete: .cascade)
      table.column("digest", .blob).notNull()
      table.primaryKey(["account", "digest"])
    }
  }

  /// Who may use the API. Of what is secret there are hashes only.
  static func createAccess(_ database: Database) throws {
    try database.create(table: "accounts") { table in
      table.autoIncrementedPrimaryKey("id")
      table.column("name", .text).notNull().unique()
      table.column("password", .text).notNull()
      table.column("createdAt", .double).notNull()
    }
    try database.create(table: "sessions") { table in
      table.autoIncrementedPrimaryKey("id")
      table.column("digest", .blob).notNull().unique()
      table.column("account", .integer).notNull().indexed().references("accounts", onDelete: .cascade)
      table.column("createdAt", .double).notNull()
      table.column("lastUsedAt", .double).notNull()
      table.column("address", .text).notNull()
      table.column("userAgent", .text).notNull()
    }
    try database.create(table: "tokens") { table in
      table.autoIncrementedPrimaryKey("id")
      table.column("digest", .blob).notNull().unique()
      table.column("name", .text).notNull().unique()
      table.column("prefix", .text).notNull()
      table.column("scope", .text).notNull().check { ["read", "deploy", "admin"].contains($0) }
      table.column("apps", .jsonText)
      table.column("createdAt", .double).notNull()
      table.column("expiresAt", .double)
      table.column("lastUsedAt", .double)
      table.column("createdBy", .text).notNull()
    }
    try database.create(table: "audit") { table in
      table.autoIncrementedPrimaryKey("id")
      table.column("at", .double).notNull().indexed()
      for name in ["kind", "actor", "action", "resource", "request", "outcome", "address"] { table.column(name, .text).notNull() }
    }
  }
}
