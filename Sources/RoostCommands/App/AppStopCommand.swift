import ArgumentParser
import RoostClient
import RoostModel

/// `roost app stop`
struct AppStopCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stop", abstract: "Stop an app.",
    discussion: """
      The app stays deployed: its releases and data are kept, and `roost app start` brings it back.

      EXAMPLES
        roost app stop shop
      """)

  @OptionGroup var app: AppArgument
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withDaemon(for: app) { (name, daemon, console) async throws(Problem) in
      let app = try await daemon.stop(name)
      try console.show(app) { AppText(now: Now.seconds).change(app, $0) }
    }
  }
}
