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
        roost app rollback shop              the release before, at once
      """,
    subcommands: [
      AppListCommand.self, AppInfoCommand.self, AppLogsCommand.self, AppFilesCommand.self, AppMetricsCommand.self,
      AppLimitsCommand.self,
      AppStartCommand.self,
      AppStopCommand.self,
      AppRestartCommand.self, AppSleepCommand.self, AppWakeCommand.self, AppEnvCommand.self, AppCrashesCommand.self,
      AppReleasesCommand.self, AppRollbackCommand.self, AppPinCommand.self, AppUnpinCommand.self, AppDeploymentsCommand.self,
      AppCancelCommand.self, AppResumeCommand.self, AppSourceCommand.self, AppPullCommand.self, AppWebhookCommand.self,
      AppRemoteCommand.self,
      AppMaintenanceCommand.self, AppBackupCommand.self, AppBackupsCommand.self, AppRestoreCommand.self, AppRemoveCommand.self,
    ])
}
