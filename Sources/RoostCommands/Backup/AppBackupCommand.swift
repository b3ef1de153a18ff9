import ArgumentParser
import RoostClient
import RoostModel

/// `roost app backup`
struct AppBackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Back an app up now, or say when that happens by itself.",
    discussion: """
      A backup is an export that this node alone can open: data, variables and the live release, in \
      ROOST_HOME/backups/NAME, read again before it counts. What is said here wins over `backup` of roost.yml. Of those made by \
      themselves the newest are kept, and the oldest goes only after a good new one; those made by hand stay until they are \
      removed with rm.

      EXAMPLES
        roost app backup shop                now
        roost app backup shop --schedule "0 3 * * *" --keep 14
        roost app backup shop --off
        roost app backup shop --default      as roost.yml says again
      """)

  @OptionGroup var app: AppArgument
  @Flag(help: "Make one now, beside what else is said.")
  var now = false
  @Option(help: ArgumentHelp("Minutes of UTC, as cron writes them.", valueName: "cron"))
  var schedule: String?
  @Option(help: ArgumentHelp("How many of those made by themselves are kept.", valueName: "number"))
  var keep: Int?
  @Flag(help: "Make none by itself.")
  var off = false
  @Flag(name: .customLong("default"), help: "As roost.yml says.")
  var asProject = false
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if off || asProject, schedule != nil || keep != nil || (off && asProject) {
      throw ValidationError("--off and --default go without each other, --schedule and --keep.")
    }
    if let schedule, let fault = AppBackupCommand.fault(in: schedule) { throw ValidationError("'\(schedule)' \(fault)") }
  }

  private static func fault(in schedule: String) -> String? {
    do throws(CronFault) {
      _ = try CronSchedule(schedule)
      return nil
    } catch { return error.sentence }
  }

  private var change: BackupChange? {
    if asProject { return BackupChange() }
    guard off || schedule != nil || keep != nil else { return nil }
    return BackupChange(isOff: off ? true : nil, schedule: schedule.flatMap { try? CronSchedule($0) }, keep: keep)
  }

  func run() async throws {
    try await common.withDaemon(for: app) { (name, daemon, console) async throws(Problem) in
      if let change {
        let status = try await daemon.setBackup(change, of: name)
        guard now else { return try console.show(status) { BackupText.settings(status, of: name, $0, now: Now.seconds) } }
      }
      let told = Problem(
        .cancelled, "this command ended; the backup goes on in the daemon", hint: "see it: roost app backups \(name)")
      let result = try await console.following(told) { (progress) async throws(Problem) in
        try await daemon.backUp(name, progress: progress)
      }
      try console.finish(result) { BackupText.made(result, of: name, $0) }
    }
  }
}
