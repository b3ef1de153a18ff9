import ArgumentParser

/// `roost gateway`
struct GatewayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gateway", abstract: "See what the gateway does: requests, times, limits.",
    discussion: """
      EXAMPLES
        roost gateway status
        roost gateway status shop --watch
        roost gateway metrics
        roost gateway password
      """,
    subcommands: [GatewayStatusCommand.self, GatewayMetricsCommand.self, GatewayPasswordCommand.self])
}
