import ArgumentParser
import RoostClient
import RoostModel

/// `roost app info`
struct AppInfoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "Show one app: releases, layers, data directory, last exit.",
    discussion: """
      EXAMPLES
        roost app info shop
        roost app info shop --json | jq .releases
      """)

  @Argument(help: "The app's name.", completion: AppNameCompletion.kind)
  var name: String
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let name = try AppName(name)
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      let app = try await daemon.app(name)
      try console.show(app) { AppText(now: Now.seconds).detail(app, $0) }
    }
  }
}
