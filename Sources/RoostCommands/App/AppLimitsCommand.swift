import ArgumentParser
import RoostClient
import RoostModel

/// `roost app limits`
struct AppLimitsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "limits", abstract: "Show and change what an app may use.",
    discussion: """
      What is set here wins over the app's roost.yml, for all releases, until it is reset. Memory, processors, processes and \
      requests are in force at once where the kernel can; what is not says so, and is with the app's next start. An app that \
      takes up more than `storage` is not deployed; it is stopped when that goes on for ten minutes, or at once when it is more \
      by a tenth, and starts by itself when it takes up less or may have more. Sizes are with K, M or G, powers of 1024.

      EXAMPLES
        roost app limits shop
        roost app limits shop --memory 512M --cpus 0.5
        roost app limits shop --rate 100/s --requests 200
        roost app limits shop --storage 5G     with more, it is stopped
        roost app limits shop --reset memory   as roost.yml has it
        roost app limits shop --json
      """)

  @OptionGroup var app: AppArgument
  @Option(help: ArgumentHelp("Of all its processes.", valueName: "size")) var memory: String?
  @Option(help: ArgumentHelp("0.5 is half a core.", valueName: "number")) var cpus: String?
  @Option(help: ArgumentHelp("Processes and threads.", valueName: "number")) var processes: String?
  @Option(help: ArgumentHelp("Of each process; from its next start on.", valueName: "number")) var openFiles: String?
  @Option(help: ArgumentHelp("Written outside of its data; from its next start on.", valueName: "size")) var disk: String?
  @Option(help: ArgumentHelp("Its data, releases and logs.", valueName: "size")) var storage: String?
  @Option(help: ArgumentHelp("Output that is kept.", valueName: "size")) var logs: String?
  @Option(help: ArgumentHelp("Requests in a time: 100/s, 30/m.", valueName: "rate")) var rate: String?
  @Option(help: ArgumentHelp("Requests at once.", valueName: "number")) var requests: String?
  @Option(help: ArgumentHelp("Of one request.", valueName: "size")) var body: String?
  @Option(
    help: ArgumentHelp("Take one of them back; again for more.", valueName: "limit"),
    completion: .list(AppLimit.allCases.map(\.rawValue)))
  var reset: [String] = []
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let change = change
    try await common.withDaemon(for: app) { (name, daemon, console) async throws(Problem) in
      let report: AppLimitsReport
      if let change {
        report = try await daemon.changeLimits(of: name, change)
      } else {
        report = try await daemon.limits(of: name)
      }
      try console.show(report) { LimitsText(report: report).text($0) }
    }
  }

  private var change: AppLimitsChange? {
    let given: [(AppLimit, String?)] = [
      (.memory, memory), (.cpus, cpus), (.processes, processes), (.openFiles, openFiles), (.disk, disk), (.storage, storage),
      (.logs, logs), (.rate, rate), (.requests, requests), (.body, body),
    ]
    var set: [String: String] = [:]
    for (limit, text) in given { set[limit.rawValue] = text }
    return set.isEmpty && reset.isEmpty ? nil : AppLimitsChange(set: set, unset: reset)
  }
}
