import ArgumentParser
import RoostClient
import RoostModel

/// `roost app backups`
struct AppBackupsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backups", abstract: "List an app's backups, the newest first, or what all apps have.",
    discussion: """
      Backups outlive their app: those of one that was removed are listed too, and bring it back.

      EXAMPLES
        roost app backups                    a line for each app
        roost app backups shop
        roost app backups shop --verify      read every byte of each
        roost app backups shop --json | jq '.backups[0].name'
      """)

  @Argument(help: "The app's name; without one, all apps.", completion: AppNameCompletion.kind)
  var name: String?
  @Flag(help: "Read every byte, and say whether it is what was written.")
  var verify = false
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if verify, name == nil { throw ValidationError("--verify takes the name of an app.") }
  }

  func run() async throws {
    guard let name else {
      return try await common.show { (daemon) async throws(Problem) in
        try await daemon.allBackups()
      } as: {
        AllBackupsText(now: Now.seconds).text($0, $1)
      }
    }
    let app = try AppName(name)
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      let status = try await daemon.backups(of: app, verifies: verify)
      try console.show(status) { BackupText.list(status, of: app, $0, now: Now.seconds) }
    }
  }
}
