import ArgumentParser
import RoostClient
import RoostModel

/// `roost events`
struct EventsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events", abstract: "Show what happened: runtimes that came and went, apps that changed state.",
    discussion: """
      The daemon keeps the newest ones, and forgets them when it ends.

      EXAMPLES
        roost events
        roost events -f                      go on with new ones; Ctrl-C ends it
        roost events -f --after 17 --json    newer than number 17, an object a line
      """)

  @Flag(name: .shortAndLong, help: "Go on with new ones.")
  var follow = false
  @Option(help: ArgumentHelp("Only newer than this number.", valueName: "number"))
  var after: Int?
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let after, after < 0 { throw ValidationError("--after must not be negative.") }
  }

  func run() async throws {
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      try await daemon.events(after: after, follows: follow) { event in
        do throws(Problem) {
          if console.json { return try console.showLine(event) }
          Console.write(EventText(now: Now.seconds).line(event, console.style))
        } catch { console.report(error) }
      }
    }
  }
}
