/// The backups of one app, in the list of all apps.
package struct AppBackups: Codable, Sendable, Equatable {
  package var app: AppName
  /// Whether the app is there: backups outlive it, and bring it back.
  package var exists: Bool
  package var status: BackupStatus

  package init(app: AppName, exists: Bool, status: BackupStatus) {
    self.app = app
    self.exists = exists
    self.status = status
  }
}
