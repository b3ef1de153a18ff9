import ArgumentParser
import RoostClient
import RoostModel

/// `roost app restart`
struct AppRestartCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restart", abstract: "Stop an app and start it again.",
    discussion: """
      Starts the same release anew; to get changed files in, deploy again.

      EXAMPLES
        roost app restart shop
      """)

  @Argument(help: "The app's name.", completion: AppNameCompletion.kind)
  var name: String
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let name = try AppName(name)
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      let app = try await daemon.restart(name)
      try console.show(app) { AppText(now: Now.seconds).change(app, $0) }
    }
  }
}
