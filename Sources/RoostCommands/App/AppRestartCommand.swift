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

  @OptionGroup var app: AppArgument
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withDaemon(for: app) { (name, daemon, console) async throws(Problem) in
      let app = try await daemon.restart(name)
      try console.show(app) { AppText(now: Now.seconds).change(app, $0) }
    }
  }
}
