/// When an app is backed up by itself, and how many of those backups are kept.
package struct BackupPolicy: Codable, Sendable, Equatable {
  package var schedule: CronSchedule
  package var keep: Int

  package static let defaultKeep = 7
  package static let keeps = 1...1000

  package init(schedule: CronSchedule, keep: Int = defaultKeep) {
    self.schedule = schedule
    self.keep = keep
  }
}

/// A file below `ROOST_HOME/backups/<app>`.
package struct BackupSummary: Codable, Sendable, Equatable {
  package enum Reason: String, Codable, Sendable, CaseIterable {
    case asked, scheduled
    /// Before something took the app's data away.
    case before
  }

  /// Its file's name without the ending.
  package var name: String
  package var reason: Reason
  /// Seconds since 1970.
  package var createdAt: Double
  package var size: ByteCount
  package var release: Int?
  /// Of `/data`, before it was compressed.
  package var data: ByteCount?
  /// Whether every byte is what was written; `nil` when that was not looked at now.
  package var isWhole: Bool?

  package init(
    name: String, reason: Reason, createdAt: Double, size: ByteCount, release: Int?, data: ByteCount?, isWhole: Bool? = nil
  ) {
    self.name = name
    self.reason = reason
    self.createdAt = createdAt
    self.size = size
    self.release = release
    self.data = data
    self.isWhole = isWhole
  }
}

/// The backups of an app and when the next one comes.
package struct BackupStatus: Codable, Sendable, Equatable {
  /// `nil`: none is made by itself.
  package var policy: BackupPolicy?
  /// Whether `roost app backup` decided that, and not `roost.yml`.
  package var isOwn: Bool
  /// Seconds since 1970.
  package var next: Double?
  /// Why the last one that was due was not made.
  package var problem: Problem?
  package var directory: String
  /// Newest first.
  package var backups: [BackupSummary]

  package init(
    policy: BackupPolicy?, isOwn: Bool, next: Double?, problem: Problem?, directory: String, backups: [BackupSummary]
  ) {
    self.policy = policy
    self.isOwn = isOwn
    self.next = next
    self.problem = problem
    self.directory = directory
    self.backups = backups
  }
}

/// The body of `PUT /api/v1/apps/NAME/backups`. Without a member the settings are as `roost.yml` says again.
package struct BackupChange: Codable, Sendable, Equatable {
  /// Never by itself.
  package var isOff: Bool?
  package var schedule: CronSchedule?
  package var keep: Int?

  package init(isOff: Bool? = nil, schedule: CronSchedule? = nil, keep: Int? = nil) {
    self.isOff = isOff
    self.schedule = schedule
    self.keep = keep
  }
}

/// The body of `POST /api/v1/backups`.
package struct BackupRequest: Codable, Sendable, Equatable {
  package var app: AppName
  package init(app: AppName) { self.app = app }
}

/// A backup that was made.
package struct BackupResult: Codable, Sendable, Equatable {
  package var backup: BackupSummary
  /// How many seconds the app stood still.
  package var pause: Double
  package var warnings: [String]

  package init(backup: BackupSummary, pause: Double, warnings: [String]) {
    self.backup = backup
    self.pause = pause
    self.warnings = warnings
  }
}

/// The body of `POST /api/v1/restorations`.
package struct RestoreRequest: Codable, Sendable, Equatable {
  package var app: AppName
  package var backup: String
  package init(app: AppName, backup: String) {
    self.app = app
    self.backup = backup
  }
}
