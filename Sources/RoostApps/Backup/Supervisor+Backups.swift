import Glibc
import Logging
package import RoostModel
import RoostStore
import RoostSystem
import SystemPackage

extension Supervisor {
  /// Makes a backup that this node alone can open.
  package func backUp(_ request: BackupRequest, progress: @escaping ProgressSink) async throws(Problem) -> BackupResult {
    try await backUp(try supervisor(of: request.app), because: .asked, progress: progress)
  }

  func backUp(
    _ supervisor: AppSupervisor, because reason: BackupSummary.Reason, progress: @escaping ProgressSink
  ) async throws(Problem) -> BackupResult {
    let directory = services.backups(of: await supervisor.app.name)
    let now = services.now()
    let name = try await BlockingWork.run { () throws(Problem) in try directory.newName(at: now) }
    let takesData = await !supervisor.isElsewhere
    let made = try await make(
      of: supervisor, sealing: .node, reason: reason, takesData: takesData, to: directory.file(name), progress: progress)
    let keep = await supervisor.backupPolicy?.keep ?? BackupPolicy.defaultKeep
    try await BlockingWork.run { () throws(Problem) in
      // A clock that was set back makes the newest look like the oldest.
      try directory.prune(keep: keep, sparing: [name])
    }
    let warnings = made.warnings + (takesData ? [] : ["its data is on another host and is not in the backup"])
    let summary = BackupSummary(
      name: name, reason: reason, createdAt: made.manifest.createdAt, size: made.size, release: made.manifest.release,
      data: made.manifest.dataSize, isWhole: true)
    return BackupResult(backup: summary, pause: made.pause, warnings: warnings)
  }

  /// Of an app that is gone too. `verifies`: reads every byte of each.
  package func backups(of name: AppName, verifies: Bool) async throws(Problem) -> BackupStatus {
    let directory = services.backups(of: name)
    let found = try await BlockingWork.run { () throws(Problem) in try directory.list(verifies: verifies) }
    guard let supervisor = known(name) else {
      guard !found.isEmpty else { throw Problem.noSuchApp(name) }
      return BackupStatus(
        policy: nil, isOwn: false, next: nil, problem: nil, directory: directory.root.string, backups: found)
    }
    return await supervisor.backupStatus(found, in: directory)
  }

  /// Of all apps, and of those that are gone and have some; by their names.
  package func allBackups() async throws(Problem) -> [AppBackups] {
    let place = services.configuration.home.appending("backups")
    let kept = try await BlockingWork.run { () throws(Problem) in
      AppDirectories.exists(place) ? try DirectoryListing.names(in: place) : []
    }
    var names = Set(kept.compactMap { try? AppName($0) })
    for supervisor in all { names.insert(await supervisor.app.name) }
    var backups: [AppBackups] = []
    for name in names.sorted(by: { $0.text < $1.text }) {
      do throws(Problem) {
        let status = try await self.backups(of: name, verifies: false)
        backups.append(AppBackups(app: name, exists: known(name) != nil, status: status))
      } catch {
        // Gone, and nothing of it is left.
        guard error.code == .appNotFound else { throw error }
      }
    }
    return backups
  }

  package func setBackup(_ change: BackupChange, of name: AppName) async throws(Problem) -> BackupStatus {
    try await supervisor(of: name).setBackup(change)
    return try await backups(of: name, verifies: false)
  }

  /// A backup's file, open: it can be read though it is removed meanwhile.
  package nonisolated func openBackup(_ backup: String, of name: AppName) async throws(Problem) -> OpenExport {
    let path = try services.backups(of: name).existing(backup, of: name)
    return try await BlockingWork.run { () throws(Problem) in
      let number = Glibc.open(path.string, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
      guard number >= 0 else { throw Problem.lastSystemCall("open \(path)") }
      return try OpenExport(owning: number, path)
    }
  }

  /// Brings an app back to what a backup holds, or an app that is gone back.
  package func restore(_ request: RestoreRequest, progress: @escaping ProgressSink) async throws(Problem) -> ImportResult {
    let file = try services.backups(of: request.app).existing(request.backup, of: request.app)
    let services = services
    return try await services.backupSpool.withRoom { (room) async throws(Problem) in
      let export = try await services.unpack(file, passphrase: nil, in: room, progress: progress)
      if let present = self.known(request.app) {
        return try await self.replace(present, export, restoring: request.backup, in: room, progress)
      }
      return try await self.settle(export, request.app, ImportRequest(upload: UploadID()), progress)
    }
  }

  /// Looks again and again which apps are to be backed up, one after the other; what came while the daemon was down is made
  /// once when it starts.
  func keepBackups() async {
    while true {
      for supervisor in all { await backUpIfDue(supervisor) }
      guard (try? await ContinuousClock().sleep(for: .seconds(20))) != nil else { return }
    }
  }

  private func backUpIfDue(_ supervisor: AppSupervisor) async {
    guard await supervisor.isBackupDue() else { return }
    let name = await supervisor.app.name
    do throws(Problem) {
      let made = try await backUp(supervisor, because: .scheduled) { _ in }
      try await supervisor.backedUp(nil)
      services.logger.info("backed up", metadata: ["app.name": "\(name)", "backup": "\(made.backup.name)"])
    } catch {
      // Somebody changes it: looked at again soon.
      guard error.code != .appBusy, !Task.isCancelled else { return }
      services.logger.error("a backup failed", metadata: ["app.name": "\(name)", "problem": "\(error)"])
      services.events.add(.appState, subject: name.text, text: "\(name) was not backed up: \(error.message)")
      await supervisor.noting("recording a backup") { () async throws(Problem) in try await supervisor.backedUp(error) }
    }
  }
}
