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

  @Argument(help: "The app's name.", completion: AppNameCompletion.kind)
  var name: String
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let name = try AppName(name)
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      let app = try await daemon.wake(name)
      try console.show(app) { AppText(now: Now.seconds).change(app, $0) }
    }
  }
}
