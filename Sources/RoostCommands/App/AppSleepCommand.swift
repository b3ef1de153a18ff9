import ArgumentParser
import RoostClient
import RoostModel

/// `roost app sleep`
struct AppSleepCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sleep", abstract: "Let an app sleep until somebody asks for it.",
    discussion: """
      Its processes stand still where they are and keep their memory; the next request wakes it, within milliseconds. \
      With --stop they end, and the next request starts it. Monitors do not wake it. `sleep` in roost.yml says when an \
      app goes to sleep by itself.

      EXAMPLES
        roost app sleep shop
        roost app sleep shop --stop
      """)

  @OptionGroup var app: AppArgument
  @Flag(help: "End its processes, which frees their memory.")
  var stop = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let stops = stop
    try await common.withDaemon(for: app) { (name, daemon, console) async throws(Problem) in
      let app = try await daemon.sleep(name, stops: stops)
      try console.show(app) { AppText(now: Now.seconds).change(app, $0) }
    }
  }
}
