import ArgumentParser
import RoostClient
import RoostModel

/// `roost env events`
struct EnvEventsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events", abstract: "Show what happened in environments: servers that are ready, programs that ended.",
    discussion: """
      The daemon keeps the newest ones, and forgets them when it ends.

      EXAMPLES
        roost env events
        roost env events dev -f          go on with new ones; Ctrl-C ends it
        roost env events -f --json | jq 'select(.kind == "server-ready")'
      """)

  @Argument(help: "Of this environment; without one, of all.", completion: EnvironmentNameCompletion.kind)
  var name: String?
  @Flag(name: .shortAndLong, help: "Go on with new ones.")
  var follow = false
  @Option(help: ArgumentHelp("Only newer than this number.", valueName: "number"))
  var after: Int?
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let after, after < 0 { throw ValidationError("--after must not be negative.") }
  }

  func run() async throws {
    let name = try name.map { (text) throws(Problem) in try EnvironmentName(text) }
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      try await daemon.environmentEvents(of: name, after: after, follows: follow) { notice in
        do throws(Problem) {
          if console.json { return try console.showLine(notice) }
          Console.write(EnvironmentText(now: Now.seconds).line(notice, console.style))
        } catch { console.report(error) }
      }
    }
  }
}
