import ArgumentParser
import RoostClient
import RoostModel

/// `roost app logs`
struct AppLogsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logs", abstract: "Show what an app wrote.",
    discussion: """
      On a terminal, what would steer the terminal is shown as '?'; piped, the app's bytes come out as they are.

      EXAMPLES
        roost app logs shop
        roost app logs shop -f              go on with new output; Ctrl-C ends it
        roost app logs shop --tail 100
        roost app logs shop --json          one JSON object a line
        roost app logs shop --process worker   of another process or schedule
        roost app logs shop --access -f     requests (gateway: {access-log: true})
      """)

  @OptionGroup var app: AppArgument
  @Flag(name: .shortAndLong, help: "Go on with new output.")
  var follow = false
  @Option(help: "A process of `processes`, or a command of `schedules`, instead of the one that serves.")
  var process: String?
  @Flag(help: "The gateway's access log instead: a line for each request.")
  var access = false
  @Option(help: ArgumentHelp("Begin with so many of the newest lines.", valueName: "lines"))
  var tail: Int?
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let tail, tail < 0 { throw ValidationError("--tail must not be negative.") }
  }

  func run() async throws {
    try await common.withDaemon(for: app) { (name, daemon, console) async throws(Problem) in
      if access { return try await AccessLogDisplay(console: console).show(name, of: daemon, follows: follow, tail: tail) }
      try await LogFollowing(
        daemon: daemon, app: name, process: process, follows: follow, tail: tail, display: LogDisplay(console: console)
      ).run()
    }
  }
}
