package import RoostModel

/// What `roost app backup` decided, and how the last backup that was due went.
package struct BackupRecord: Codable, Sendable, Equatable {
  /// Never by itself, whatever `roost.yml` says.
  package var isOff: Bool?
  /// `nil`: as `roost.yml` says.
  package var policy: BackupPolicy?
  /// Seconds since 1970: up to here nothing is due.
  package var lastRun: Double?
  package var problem: Problem?

  package init(isOff: Bool? = nil, policy: BackupPolicy? = nil, lastRun: Double? = nil, problem: Problem? = nil) {
    self.isOff = isOff
    self.policy = policy
    self.lastRun = lastRun
    self.problem = problem
  }
}

/// That an app's data and variables are being exchanged for those of a backup. Gone in the transaction that makes the restored
/// release live: a daemon that finds it puts the old ones back.
package struct RestoringRecord: Codable, Sendable, Equatable {
  /// The backup of what was there before, where its variables are in no file of their own.
  package var backup: String?
  /// Whether the data was there to be exchanged.
  package var exchangesData: Bool

  package init(backup: String? = nil, exchangesData: Bool) {
    self.backup = backup
    self.exchangesData = exchangesData
  }
}
