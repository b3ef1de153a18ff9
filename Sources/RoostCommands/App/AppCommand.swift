import ArgumentParser

/// `roost app`
struct AppCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "app", abstract: "See and control deployed apps.",
    discussion: """
      EXAMPLES
        roost app list
        roost app info shop
        roost app logs shop -f
        roost app restart shop
      """,
    subcommands: [
      AppListCommand.self, AppInfoCommand.self, AppLogsCommand.self, AppStartCommand.self, AppStopCommand.self,
      AppRestartCommand.self, AppEnvCommand.self, AppMaintenanceCommand.self, AppSourceCommand.self, AppPullCommand.self,
      AppWebhookCommand.self, AppRemoveCommand.self,
    ])
}
