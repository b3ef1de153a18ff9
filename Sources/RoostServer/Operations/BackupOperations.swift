package import RoostModel

/// What the API can do about exports, imports and backups.
package struct BackupOperations: Sendable {
  package var export: @Sendable (ExportRequest, @escaping ProgressSink) async throws(Problem) -> ExportSummary
  /// Once for each export.
  package var openExport: @Sendable (UploadID) async throws(Problem) -> StoredFile
  package var discardExport: @Sendable (UploadID) async -> Void
  package var beginUpload: @Sendable () async throws(Problem) -> UploadSink
  package var importApp: @Sendable (ImportRequest, @escaping ProgressSink) async throws(Problem) -> ImportResult
  package var backUp: @Sendable (BackupRequest, @escaping ProgressSink) async throws(Problem) -> BackupResult
  package var backups: @Sendable (AppName, _ verifies: Bool) async throws(Problem) -> BackupStatus
  /// Of all apps, and of those that are gone and have some.
  package var allBackups: @Sendable () async throws(Problem) -> [AppBackups]
  package var setBackup: @Sendable (AppName, BackupChange) async throws(Problem) -> BackupStatus
  package var restore: @Sendable (RestoreRequest, @escaping ProgressSink) async throws(Problem) -> ImportResult
  /// The file of a backup, as it is: only this node can open what is in it.
  package var open: @Sendable (AppName, String) async throws(Problem) -> StoredFile

  package init(
    export: @escaping @Sendable (ExportRequest, @escaping ProgressSink) async throws(Problem) -> ExportSummary,
    openExport: @escaping @Sendable (UploadID) async throws(Problem) -> StoredFile,
    discardExport: @escaping @Sendable (UploadID) async -> Void,
    beginUpload: @escaping @Sendable () async throws(Problem) -> UploadSink,
    importApp: @escaping @Sendable (ImportRequest, @escaping ProgressSink) async throws(Problem) -> ImportResult,
    backUp: @escaping @Sendable (BackupRequest, @escaping ProgressSink) async throws(Problem) -> BackupResult,
    backups: @escaping @Sendable (AppName, Bool) async throws(Problem) -> BackupStatus,
    allBackups: @escaping @Sendable () async throws(Problem) -> [AppBackups],
    setBackup: @escaping @Sendable (AppName, BackupChange) async throws(Problem) -> BackupStatus,
    restore: @escaping @Sendable (RestoreRequest, @escaping ProgressSink) async throws(Problem) -> ImportResult,
    open: @escaping @Sendable (AppName, String) async throws(Problem) -> StoredFile
  ) {
    self.export = export
    self.openExport = openExport
    self.discardExport = discardExport
    self.beginUpload = beginUpload
    self.importApp = importApp
    self.backUp = backUp
    self.backups = backups
    self.allBackups = allBackups
    self.setBackup = setBackup
    self.restore = restore
    self.open = open
  }
}
