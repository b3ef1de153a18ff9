import ArgumentParser
import RoostClient
import RoostModel

/// `roost app restore`
struct AppRestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Bring an app back to a backup: release, data and variables.",
    discussion: """
      Once everything of the app has ended, what is there is backed up and the data is exchanged: nothing that was written is \
      lost. Requests wait until the release of the backup answers; whatever fails, the data and the variables of now are put \
      back and served. An app that was removed is made again.

      EXAMPLES
        roost app backups shop
        roost app restore shop 2026-11-22T03-00-00
        roost app restore shop latest --yes
      """)

  @OptionGroup var app: AppArgument
  @Argument(help: "The backup's name, or 'latest'.")
  var backup: String
  @Flag(name: .shortAndLong, help: "Do not ask.")
  var yes = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let result = try await common.withDaemon(for: app) { (name, daemon, console) async throws(Problem) in
      let backup = try await chosen(name, daemon)
      if !yes { try await confirm(name, backup, console) }
      let told = Problem(
        .cancelled, "this command ended; the restoration goes on in the daemon", hint: "see it: roost app deployments \(name)")
      let result = try await console.following(told) { (progress) async throws(Problem) in
        try await daemon.restore(name, backup, progress: progress)
      }
      try console.finish(result) { BackupText.arrived("restored", result, $0) }
      return result
    }
    if let problem = result.problem { throw ExitCode(problem.code.exitStatus) }
  }

  private func chosen(_ name: AppName, _ daemon: DaemonClient) async throws(Problem) -> String {
    guard backup == "latest" else { return backup }
    let backups = try await daemon.backups(of: name, verifies: false).backups
    guard let newest = backups.first(where: { $0.isWhole != false }) else {
      throw Problem(.backupNotFound, "\(name) has no backup", hint: "make one: roost app backup \(name)")
    }
    return newest.name
  }

  private func confirm(_ name: AppName, _ backup: String, _ console: Console) async throws(Problem) {
    try await Question.confirm(
      "Exchange the data and variables of \(name) for those of \(backup)?", console: console,
      unasked: Problem(
        .usageInvalid, "restoring \(name) exchanges its data, and nobody is here to be asked",
        hint: "say that it is meant: roost app restore \(name) \(backup) --yes"),
      declined: Problem(.cancelled, "\(name) was not changed", hint: "to restore it: roost app restore \(name) \(backup)"))
  }
}
