import ArgumentParser
import RoostClient
import RoostModel

/// `roost app wake`
struct AppWakeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wake", abstract: "Wake an app that sleeps.",
    discussion: """
      Returns when it runs. An app that was stopped is started with `roost app start` instead.

      EXAMPLES
        roost app wake shop
      """)

  @OptionGroup var app: AppArgument
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withDaemon(for: app) { (name, daemon, console) async throws(Problem) in
      let app = try await daemon.wake(name)
      try console.show(app) { AppText(now: Now.seconds).change(app, $0) }
    }
  }
}
