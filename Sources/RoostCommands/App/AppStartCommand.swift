import ArgumentParser
import RoostClient
import RoostModel

/// `roost app start`
struct AppStartCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "Start a stopped app.",
    discussion: """
      Starts the live release and waits until it answers.

      EXAMPLES
        roost app start shop
      """)

  @OptionGroup var app: AppArgument
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withDaemon(for: app) { (name, daemon, console) async throws(Problem) in
      let app = try await daemon.start(name)
      try console.show(app) { AppText(now: Now.seconds).change(app, $0) }
    }
  }
}
