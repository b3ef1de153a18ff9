import ArgumentParser
import RoostModel

/// `roost strategy list`
struct StrategyListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Say which strategies work here, what they can do, and why one cannot.",
    discussion: """
      Isolation, weakest first: none, process, namespaces, container, user-kernel, virtual-machine.

      EXAMPLES
        roost strategy list
        roost strategy list --json | jq -r '.[] | select(.isUsable) | .strategy'
      """,
    aliases: ["ls"])

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withRuntimes { (session) async throws(Problem) in
      let strategies = try await session.operations.strategies()
      try session.console.show(strategies) { StrategyText(strategies: strategies).text($0) }
    }
  }
}
