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

  @OptionGroup var app: AppArgument
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withDaemon(for: app) { (name, daemon, console) async throws(Problem) in
      let app = try await daemon.app(name)
      try console.show(app) { AppText(now: Now.seconds).detail(app, $0) }
    }
  }
}
