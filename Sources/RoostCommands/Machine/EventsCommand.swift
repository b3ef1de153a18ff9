import ArgumentParser
import RoostClient
import RoostModel

/// `roost events`
struct EventsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events", abstract: "Show what happened: runtimes that came and went, apps that changed state.",
    discussion: """
      The daemon keeps the newest ones, and forgets them when it ends. Numbers go on with the next daemon, and so does -f.

      EXAMPLES
        roost events
        roost events -f                      go on with new ones; Ctrl-C ends it
        roost events -f --json --after 1764000000017   newer, as objects
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
      // One that was never there is not waited for.
      if follow { _ = try await daemon.status() }
      var seen = after
      var absence = DaemonAbsence(of: daemon) { console.noteAbsence() }
      while true {
        var failure: Problem?
        do throws(Problem) {
          try await daemon.events(after: seen, follows: follow) { event in
            seen = event.id
            absence.heard()
            EventsCommand.show(event, on: console)
          }
          guard follow else { return }
        } catch {
          guard follow else { throw error }
          failure = error
        }
        try await absence.outlast(failure)
      }
    }
  }

  private static func show(_ event: ServerEvent, on console: Console) {
    do throws(Problem) {
      if console.json { return try console.showLine(event) }
      Console.write(EventText(now: Now.seconds).line(event, console.style))
    } catch { console.report(error) }
  }
}
