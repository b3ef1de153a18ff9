import ArgumentParser
import RoostModel

/// Which lines of a log are wanted.
struct LogLineOptions: ParsableArguments {
  @Option(help: ArgumentHelp("From then on: 90s, 15m, 1h, 2d ago; a time, or a day, of UTC.", valueName: "time"))
  var since: String?
  @Option(help: ArgumentHelp("Until then.", valueName: "time"))
  var until: String?
  @Option(help: ArgumentHelp("Of this release.", valueName: "number"))
  var release: Int?
  @Option(help: ArgumentHelp("Lines that hold this text.", valueName: "text"))
  var grep: String?
  @Flag(name: [.customShort("i"), .long], help: "Letters of either case are the same.")
  var ignoreCase = false
  @Option(help: ArgumentHelp("Written to `out` or to `err`.", valueName: "stream"), completion: .list(["out", "err"]))
  var stream: LogStream?
  @Option(
    help: ArgumentHelp("Lines that say they are this bad or worse: debug, info, warning, error.", valueName: "level"),
    completion: .list(LogLevel.allCases.map(\.rawValue)))
  var level: LogLevel?
  @Flag(help: "Show each line's time.")
  var times = false

  /// Whether any was given.
  var isGiven: Bool {
    [since, until, grep].contains { $0 != nil } || release != nil || ignoreCase || times || stream != nil || level != nil
  }

  var filter: LogFilter {
    get throws(Problem) {
      if let grep, grep.utf8.count > LogFilter.longestText {
        throw Problem(
          .usageInvalid, "--grep is longer than \(LogFilter.longestText) bytes", hint: "search for a part of it")
      }
      return LogFilter(
        since: try moment(since, "--since"), until: try moment(until, "--until"), release: release, text: grep,
        ignoresCase: ignoreCase, byLine: times, channel: stream?.channel, level: level)
    }
  }

  private func moment(_ text: String?, _ option: String) throws(Problem) -> Double? {
    guard let text else { return nil }
    if let moment = TimePoint.seconds(text, now: Now.seconds) { return moment }
    throw Problem(
      .usageInvalid, "\(option) '\(text.prefix(40))' is no time",
      hint: "write how long ago, or a time of UTC: \(option) 1h, \(option) 2026-11-20T10:00Z")
  }
}

extension LogStream: ExpressibleByArgument {}
extension LogLevel: ExpressibleByArgument {}
