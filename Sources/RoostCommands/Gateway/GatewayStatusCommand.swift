import ArgumentParser
import RoostClient
import RoostModel

/// `roost gateway status`
struct GatewayStatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show each app's requests: how many, how fast, how they ended.",
    discussion: """
      Counted since the daemon began, over all releases of an app. Times go from the whole head of a request to the end of its \
      answer: half of all took P50 or less, all but one in a hundred P99. A name shows one app in detail.

      EXAMPLES
        roost gateway status
        roost gateway status shop              one app, with what its limits refused
        roost gateway status --watch           again every two seconds; Ctrl-C ends
        roost gateway status --json | jq '.apps[] | {name, p99: .duration.p99}'
      """)

  @Argument(help: "The app's name.", completion: AppNameCompletion.kind)
  var name: String?
  @Flag(name: .shortAndLong, help: "Show it again every two seconds.")
  var watch = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let name = try name.map { try AppName($0).text }
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      var before: GatewayStatus?
      repeat {
        let status = try GatewayStatusCommand.chosen(name, of: try await daemon.gateway())
        let text = GatewayText(status: status, before: before)
        if watch, console.json {
          try console.showLine(status)
        } else {
          if watch, console.surroundings.colours { Console.write("\u{1B}[H\u{1B}[2J") }
          try console.show(status) { name == nil ? text.table($0) : text.detail($0) }
        }
        before = status
        if watch { try await GatewayStatusCommand.pause() }
      } while watch
    }
  }

  private static func chosen(_ name: String?, of status: GatewayStatus) throws(Problem) -> GatewayStatus {
    guard let name else { return status }
    var chosen = status
    chosen.apps = status.apps.filter { $0.name == name }
    guard chosen.apps.isEmpty else { return chosen }
    throw Problem(.appNotFound, "the gateway has no app '\(name)'", hint: "see which there are: roost gateway status")
  }

  private static func pause() async throws(Problem) {
    do {
      try await ContinuousClock().sleep(for: .seconds(2))
    } catch {
      throw Problem.unexpected(error, during: "waiting for the next look")
    }
  }
}
