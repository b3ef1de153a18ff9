import ArgumentParser

/// `roost strategy`
struct StrategyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "strategy", abstract: "Ways of making an environment real.",
    discussion: """
      EXAMPLES
        roost strategy list
      """,
    subcommands: [StrategyListCommand.self])
}
