import ArgumentParser
import RoostClient
import RoostModel

/// `roost app backups`
struct AppBackupsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backups", abstract: "List an app's backups, the newest first.",
    discussion: """
      Backups outlive their app: those of one that was removed are listed too, and bring it back.

      EXAMPLES
        roost app backups shop
        roost app backups shop --verify      read every byte of each
        roost app backups shop --json | jq '.backups[0].name'
      """)

  @OptionGroup var app: AppArgument
  @Flag(help: "Read every byte, and say whether it is what was written.")
  var verify = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withDaemon(for: app) { (name, daemon, console) async throws(Problem) in
      let status = try await daemon.backups(of: name, verifies: verify)
      try console.show(status) { BackupText.list(status, of: name, $0, now: Now.seconds) }
    }
  }
}
