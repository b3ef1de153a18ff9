import ArgumentParser
import RoostModel

/// `roost`
struct RoostCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roost",
    abstract: "Turn this machine into a place where code runs.",
    discussion: """
      Roost looks at a project, installs the runtimes it needs, builds it, starts it in a sandbox and serves it.

      EXAMPLES
        roost serve                      start the daemon (stays in the terminal)
        roost deploy ./shop              deploy the project in ./shop
        roost dev ./shop                 the same, and keep it in step with the files
        roost app list                   see what runs, and where
        roost logs shop -f               follow an app's output
        roost files shop                 look at its files
        roost export shop -o shop.roost  an app with its data, for another machine
        roost plan ./shop                see what a deployment would do
        roost check ./shop               see what it needs that is missing here
        roost runtime install nodejs@22  install a runtime; needs no daemon
        roost run nodejs@22 -- node -v   run a program with it, in a sandbox
        roost env create dev --mount .   keep an environment under a name
        roost doctor                     see what this machine lacks

      Every command takes --json. `roost help app logs` explains one command.

      COMPLETION
        roost --generate-completion-script bash > /etc/bash_completion.d/roost
      """,
    version: RoostVersion.current,
    subcommands: [
      DeployCommand.self, DevCommand.self,
      PlanCommand.self, CheckCommand.self, InstallCommand.self, AppCommand.self, AppLogsCommand.self, AppFilesCommand.self,
      ExportCommand.self,
      ImportCommand.self, RunCommand.self,
      EnvCommand.self,
      RuntimeCommand.self, ProfileCommand.self, BundleCommand.self, ToolCacheCommand.self, HistoryCommand.self, UndoCommand.self,
      RepairCommand.self,
      LoginCommand.self, LogoutCommand.self, HostsCommand.self, StatusCommand.self,
      ServeCommand.self, ClaimCommand.self, UserCommand.self, TokenCommand.self, AuditCommand.self, GatewayCommand.self,
      TLSCommand.self, EventsCommand.self, CapabilitiesCommand.self, StrategyCommand.self,
      SettingsCommand.self, DoctorCommand.self,
      VersionCommand.self,
      ReferenceCommand.self, GitServiceCommand.self,
    ])
}
