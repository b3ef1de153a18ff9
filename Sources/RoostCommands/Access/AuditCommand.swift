import ArgumentParser
import RoostClient
import RoostModel

/// `roost audit`
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Show who changed what, and who was kept from it.",
    discussion: """
      Every request that changes something, on the socket and over the network, and every login. 90 days and 100,000 of \
      them are kept.

      EXAMPLES
        roost audit
        roost audit --since 2d
        roost audit -f --json                go on with new ones, an object a line
      """)

  @Flag(name: .shortAndLong, help: "Go on with new ones.")
  var follow = false
  @Option(help: ArgumentHelp("Only since then: 1h, 2d, or a time such as 2026-11-20T10:00Z.", valueName: "time"))
  var since: String?
  @Option(help: ArgumentHelp("The newest so many (default: 100, or all with --since).", valueName: "number"))
  var tail: Int?
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let since, TimePoint.seconds(since, now: Now.seconds) == nil {
      throw ValidationError("--since must be 1h, 2d or a time such as 2026-11-20T10:00Z, not \(since).")
    }
    if let tail, !(0...100_000).contains(tail) { throw ValidationError("--tail must be from 0 to 100000, not \(tail).") }
  }

  func run() async throws {
    let query = AuditQuery(
      since: since.flatMap { TimePoint.seconds($0, now: Now.seconds) }, tail: tail ?? (since == nil ? 100 : nil), follows: follow)
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      try await daemon.audit(query) { entry in
        do throws(Problem) {
          if console.json { return try console.showLine(entry) }
          Console.write(AuditText(now: Now.seconds).line(entry, console.style))
        } catch { console.report(error) }
      }
    }
  }
}
