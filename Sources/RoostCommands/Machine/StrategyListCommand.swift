import ArgumentParser
import RoostClient
import RoostModel

/// `roost strategy list`
struct StrategyListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Say which strategies work here, what they can do, and why one cannot.",
    discussion: """
      Isolation, weakest first: none, process, namespaces, container, user-kernel, virtual-machine.

      EXAMPLES
        roost strategy list
        roost strategy list --verbose      also what boots and programs took
        roost strategy list --json | jq -r '.[] | select(.isUsable) | .strategy'
      """,
    aliases: ["ls"])

  @Flag(name: .shortAndLong, help: "Also what boots, files and programs took, as the daemon measured it.")
  var verbose = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    if verbose { return try await showTimings() }
    try await common.withRuntimes { (session) async throws(Problem) in
      let strategies = try await session.operations.strategies()
      try session.console.show(strategies) { StrategyText(strategies: strategies).text($0) }
    }
  }

  private func showTimings() async throws(Problem) {
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      let timings = try await daemon.strategyTimings()
      if console.json { return try console.show(timings) { _ in "" } }
      let strategies = try await daemon.runtimes.strategies()
      try console.show(strategies) { StrategyText(strategies: strategies, timings: timings).text($0) }
    }
  }
}
