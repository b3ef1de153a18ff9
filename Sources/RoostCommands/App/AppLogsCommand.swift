import ArgumentParser
import RoostClient
import RoostModel

/// `roost app logs`, and `roost logs`
struct AppLogsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logs", abstract: "Show and search what an app wrote.",
    discussion: """
      Over all releases and restarts that are kept. On a terminal, what would steer the terminal is shown as '?'; piped, the \
      app's bytes come out as they are. A line's time is when Roost read its beginning, within milliseconds of when it was \
      written. Times without a zone are UTC. A search is for a text, not a pattern; lines over 64 KiB are cut.

      EXAMPLES
        roost logs shop
        roost logs shop -f              go on with new output; Ctrl-C ends it
        roost logs shop -n 100          the last hundred lines
        roost logs shop --since 1h --grep error -i
        roost logs shop --since 2026-11-20T10:00Z --until 2026-11-20T10:05Z
        roost logs shop --release 16 --times
        roost logs shop --level warning   lines that say they are that bad
        roost logs shop --stream err
        roost logs shop --json          one JSON object a line
        roost logs shop --process worker   of another process or schedule
        roost logs shop --build         what the newest deployment did and said
        roost logs shop --build --grep "npm ERR"   in those of all deployments
        roost logs shop --deployment 12
        roost logs shop --access -f     requests (gateway: {access-log: true})
      """)

  @OptionGroup var app: AppArgument
  @Flag(name: .shortAndLong, help: "Go on with new output.")
  var follow = false
  @OptionGroup var lines: LogLineOptions
  @Option(help: "A process of `processes`, or a command of `schedules`, instead of the one that serves.")
  var process: String?
  @Flag(help: "What deployments did and said, not the app.")
  var build = false
  @Option(help: ArgumentHelp("The same of one deployment.", valueName: "number"))
  var deployment: Int?
  @Flag(help: "The gateway's access log instead: a line for each request.")
  var access = false
  @Option(name: [.customShort("n"), .long], help: ArgumentHelp("Begin with so many of the newest lines.", valueName: "lines"))
  var tail: Int?
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let tail, tail < 0 { throw ValidationError("--tail must not be negative.") }
    if follow, lines.until != nil { throw ValidationError("--follow and --until exclude each other.") }
    if process != nil, build || deployment != nil { throw ValidationError("a deployment has no --process.") }
    if access, lines.isGiven || process != nil || build || deployment != nil {
      throw ValidationError("--access goes with --follow and --tail alone.")
    }
  }

  func run() async throws {
    let filter = try lines.filter
    try await common.withDaemon(for: app) { (name, daemon, console) async throws(Problem) in
      if access { return try await AccessLogDisplay(console: console).show(name, of: daemon, follows: follow, tail: tail) }
      try await LogFollowing(
        daemon: daemon, app: name, process: process, follows: follow, tail: tail,
        display: LogDisplay(console: console, times: lines.times, endsLines: filter.looksAtLines || selection != nil),
        filter: filter, build: selection
      ).run()
    }
  }

  private var selection: BuildLogSelection? { deployment.map { .deployment($0) } ?? (build ? .newest : nil) }
}
