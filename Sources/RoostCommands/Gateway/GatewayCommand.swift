import ArgumentParser

/// `roost gateway`
struct GatewayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gateway", abstract: "What the gateway needs and knows.",
    discussion: """
      EXAMPLES
        roost gateway password
      """,
    subcommands: [GatewayPasswordCommand.self])
}
