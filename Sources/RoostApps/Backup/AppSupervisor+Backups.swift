import RoostModel
import RoostStore
import SystemPackage

/// Whether a backup is to be made now. Pure; times are seconds since 1970.
enum BackupDue: Equatable {
  case now
  case later(Double?)
  /// From here on it is counted: there was no look before, or the clock was set back.
  case begins

  init(_ schedule: CronSchedule, last: Double?, now: Double) {
    guard let last, last <= now else {
      self = .begins
      return
    }
    let next = schedule.next(after: Int(last))
    self = next.map { Double($0) <= now } == true ? .now : .later(next.map(Double.init))
  }
}

extension AppSupervisor {
  /// What `roost app backup` decided, else what `roost.yml` says.
  var backupPolicy: BackupPolicy? { app.backup?.isOff == true ? nil : app.backup?.policy ?? plan?.backup }

  /// Its data is on another host.
  var isElsewhere: Bool { plan?.target?.host != nil }

  func backupStatus(_ backups: [BackupSummary], in directory: BackupDirectory) -> BackupStatus {
    let policy = backupPolicy
    let isOwn = app.backup?.isOff == true || app.backup?.policy != nil
    let from = app.backup?.lastRun ?? services.now()
    return BackupStatus(
      policy: policy, isOwn: isOwn, next: policy?.schedule.next(after: Int(from)).map(Double.init),
      problem: app.backup?.problem, directory: directory.root.string, backups: backups)
  }

  func setBackup(_ change: BackupChange) async throws(Problem) {
    guard !isRemoved else { throw Problem.noSuchApp(app.name) }
    if let keep = change.keep, !BackupPolicy.keeps.contains(keep) {
      throw Problem(
        .usageInvalid, "1 to \(BackupPolicy.keeps.upperBound) backups can be kept, not \(keep)",
        hint: "keep a week of them: roost app backup \(app.name) --keep 7")
    }
    var record = app.backup ?? BackupRecord()
    if change == BackupChange() {
      record.isOff = nil
      record.policy = nil
    } else if change.isOff == true {
      record.isOff = true
    } else {
      guard let schedule = change.schedule ?? backupPolicy?.schedule ?? app.backup?.policy?.schedule else {
        throw Problem(
          .usageInvalid, "it is not said when \(app.name) is backed up",
          hint: "say it: roost app backup \(app.name) --schedule \"0 3 * * *\" --keep \(change.keep ?? 7)")
      }
      record.isOff = nil
      record.policy = BackupPolicy(
        schedule: schedule, keep: change.keep ?? backupPolicy?.keep ?? app.backup?.policy?.keep ?? BackupPolicy.defaultKeep)
    }
    record.lastRun = services.now()
    record.problem = nil
    try await services.store.setBackup(record, app: app.id)
    app.backup = record
  }

  func isBackupDue() async -> Bool {
    guard let policy = backupPolicy, app.liveRelease != nil, !isRemoved else { return false }
    switch BackupDue(policy.schedule, last: app.backup?.lastRun, now: services.now()) {
    case .now: return true
    case .later: return false
    case .begins:
      await noting("recording a backup") { () async throws(Problem) in try await backedUp(app.backup?.problem) }
      return false
    }
  }

  /// Up to now nothing is due any more.
  func backedUp(_ problem: Problem?) async throws(Problem) {
    guard !isRemoved else { return }
    var record = app.backup ?? BackupRecord()
    record.lastRun = services.now()
    record.problem = problem
    app.backup = record
    try await services.store.setBackup(record, app: app.id)
  }
}
