import ArgumentParser
import RoostClient
import RoostModel

/// `roost app metrics`
struct AppMetricsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics", abstract: "Show what an app did and used: requests, times, memory, processor.",
    discussion: """
      The last hour in steps of ten seconds, which the daemon holds in memory; a day or a month in steps of five minutes, \
      which are kept. Of memory, processes and open files it is the most there was in a step, of times those of all requests \
      in it. The curve goes from the oldest on the left to now.

      EXAMPLES
        roost app metrics shop
        roost app metrics shop --range 24h
        roost app metrics shop -f            a line every ten seconds; Ctrl-C ends it
        roost app metrics shop --range 30d --json | jq '.points | map(.memory) | max'
        roost gateway metrics           the same numbers for Prometheus
      """)

  @OptionGroup var app: AppArgument
  @Option(
    help: ArgumentHelp("How far back: 1h, 24h or 30d.", valueName: "range"),
    completion: .list(MetricsRange.allCases.map(\.rawValue)))
  var range: MetricsRange?
  @Flag(name: .shortAndLong, help: "Begin with the last minute, and go on with each new step.")
  var follow = false
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if follow, range != nil { throw ValidationError("--follow and --range exclude each other.") }
  }

  func run() async throws {
    try await common.withDaemon(for: app) { (name, daemon, console) async throws(Problem) in
      if follow { return try await MetricsDisplay(console: console).show(name, of: daemon) }
      let metrics = try await daemon.metrics(of: name, range ?? .hour)
      try console.show(metrics) { MetricsText(metrics: metrics).text($0) }
    }
  }
}

extension MetricsRange: ExpressibleByArgument {}
