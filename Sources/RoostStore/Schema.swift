import GRDB

/// The tables, step by step. A step that has shipped is never edited; a new one is appended.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 apps") { database in
      try database.create(table: "apps") { table in
        table.primaryKey("id", .text)
        table.column("name", .text).notNull().unique()
        table.column("number", .integer).notNull().unique()
        table.column("wantsToRun", .boolean).notNull()
        table.column("liveRelease", .integer)
        table.column("runs", .integer).notNull().check { $0 >= 0 }
        table.column("createdAt", .double).notNull()
      }
      try database.create(table: "releases") { table in
        table.column("app", .text).notNull().references("apps", onDelete: .cascade)
        table.column("number", .integer).notNull().check { $0 > 0 }
        table.column("state", .text).notNull().check { ["pending", "live", "retired", "failed"].contains($0) }
        table.column("stage", .text).notNull()
        table.column("plan", .jsonText)
        table.column("runtimeLayers", .jsonText).notNull()
        table.column("appLayers", .jsonText).notNull()
        table.column("createdAt", .double).notNull()
        table.column("problem", .jsonText)
        table.primaryKey(["app", "number"])
      }
      // At most one release of an app is live.
      try database.execute(sql: "CREATE UNIQUE INDEX one_live_release ON releases(app) WHERE state = 'live'")
      try database.create(table: "runs") { table in
        table.primaryKey("environment", .text)
        table.column("app", .text).notNull().references("apps", onDelete: .cascade)
        table.column("release", .integer).notNull()
        table.column("purpose", .text).notNull()
        table.column("run", .integer).notNull()
        table.column("process", .integer)
        table.column("startedAt", .double).notNull()
      }
      // Host users are never given twice, not even after their app is gone.
      try database.create(table: "counters") { table in
        table.primaryKey("name", .text)
        table.column("value", .integer).notNull()
      }
      try database.execute(sql: "INSERT INTO counters VALUES ('apps', 0)")
    }
    migrator.registerMigration("2 maintenance") { database in
      try database.alter(table: "apps") { $0.add(column: "maintenance", .jsonText) }
    }
    migrator.registerMigration("3 variables") { database in
      // Counts the changes of an app's variables; and the version a release was last proven with.
      try database.alter(table: "apps") { $0.add(column: "envVersion", .integer).notNull().defaults(to: 0) }
      try database.alter(table: "releases") { $0.add(column: "envVersion", .integer) }
      try database.create(table: "variables") { table in
        table.column("app", .text).notNull().references("apps", onDelete: .cascade)
        table.column("name", .text).notNull()
        table.column("version", .integer).notNull().check { $0 > 0 }
        table.column("until", .integer)
        table.column("scope", .text).notNull().check { ["run", "build", "both"].contains($0) }
        table.column("secret", .boolean).notNull()
        table.column("source", .text).notNull()
        table.column("sealed", .blob).notNull()
        table.column("createdAt", .double).notNull()
        table.primaryKey(["app", "name", "version"])
      }
      // At most one value of a name is in force.
      try database.execute(sql: "CREATE UNIQUE INDEX one_variable_in_force ON variables(app, name) WHERE until IS NULL")
      try database.create(table: "variableChanges") { table in
        table.column("app", .text).notNull().references("apps", onDelete: .cascade)
        table.column("version", .integer).notNull()
        table.column("assigned", .jsonText).notNull()
        table.column("removed", .jsonText).notNull()
        table.column("createdAt", .double).notNull()
        table.primaryKey(["app", "version"])
      }
    }
    migrator.registerMigration("4 sources") { database in
      try database.alter(table: "apps") { $0.add(column: "source", .jsonText) }
      try database.alter(table: "apps") { $0.add(column: "webhook", .jsonText) }
      try database.alter(table: "releases") { $0.add(column: "source", .jsonText) }
      try database.create(table: "deliveries") { table in
        table.column("app", .text).notNull().references("apps", onDelete: .cascade)
        table.column("delivery", .text).notNull()
        table.column("receivedAt", .double).notNull()
        table.primaryKey(["app", "delivery"])
      }
    }
    migrator.registerMigration("5 deployments") { database in
      // Releases that are kept however many follow.
      try database.create(table: "pins") { table in
        table.column("app", .text).notNull()
        table.column("release", .integer).notNull()
        table.primaryKey(["app", "release"])
        table.foreignKey(["app", "release"], references: "releases", columns: ["app", "number"], onDelete: .cascade)
      }
      try database.alter(table: "apps") { $0.add(column: "liveRun", .integer) }
      try database.create(table: "deployments") { table in
        table.column("app", .text).notNull().references("apps", onDelete: .cascade)
        table.column("number", .integer).notNull().check { $0 > 0 }
        table.column("kind", .text).notNull()
        table.column("state", .text).notNull()
        table.column("stage", .text).notNull()
        table.column("release", .integer)
        table.column("request", .jsonText)
        table.column("createdAt", .double).notNull()
        table.column("endedAt", .double)
        table.column("problem", .jsonText)
        table.primaryKey(["app", "number"])
      }
    }
    migrator.registerMigration("6 supervision") { database in
      try database.alter(table: "runs") { $0.add(column: "role", .text) }
      try database.create(table: "crashes") { table in
        table.column("app", .text).notNull().references("apps", onDelete: .cascade)
        table.column("number", .integer).notNull()
        table.column("report", .jsonText).notNull()
        table.primaryKey(["app", "number"])
      }
    }
    migrator.registerMigration("7 sleep") { database in
      try database.alter(table: "apps") { $0.add(column: "nap", .jsonText) }
    }
    migrator.registerMigration("8 metrics") { database in
      // Five minutes of an app each; where nothing ran and nobody came there is no row. Numbers are whole: bytes, milliseconds.
      try database.create(table: "metrics", options: .withoutRowID) { table in
        table.column("app", .integer).notNull().references("apps", column: "number", onDelete: .cascade)
        table.column("at", .integer).notNull()
        for name in ["p50", "p95", "p99", "memory", "processes", "openFiles"] { table.column(name, .integer) }
        let counts = [
          "length", "informational", "successful", "redirected", "clientErrors", "serverErrors", "refused", "received", "sent",
          "cpu", "restarts", "asleep", "logBytes",
        ]
        for name in counts { table.column(name, .integer).notNull() }
        table.primaryKey(["app", "at"])
      }
    }
    migrator.registerMigration("9 limits") { database in
      try database.alter(table: "apps") { $0.add(column: "limits", .jsonText) }
    }
    migrator.registerMigration("10 backups") { database in
      try database.alter(table: "apps") { $0.add(column: "backup", .jsonText) }
      // Data and variables that are not proven yet; see `RestoringRecord`.
      try database.alter(table: "apps") { $0.add(column: "restoring", .jsonText) }
      try database.alter(table: "deployments") { $0.add(column: "imported", .boolean) }
    }
    migrator.registerMigration("11 access", migrate: createAccess)
    migrator.registerMigration("12 second factor", migrate: createSecondFactor)
    migrator.registerMigration("13 repeats", migrate: createRepeats)
    return migrator
  }
}
