import ArgumentParser

/// `roost env`
struct EnvCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "env", abstract: "Keep environments: places where programs run, under a name.",
    discussion: """
      An environment has runtimes, files, a network and limits of its own, and stays until it is destroyed: its programs \
      outlive the command that started them, and the daemon.

      EXAMPLES
        roost env create dev --runtime nodejs@22 --mount .
        roost env exec dev -- node -v
        roost env exec -it dev -- sh
        roost env cp dev:/app/out ./out
        roost env snapshot dev ready, roost env create two --from ready
        roost env destroy dev
      """,
    subcommands: [
      EnvCreateCommand.self, EnvListCommand.self, EnvInfoCommand.self, EnvExecCommand.self, EnvCopyCommand.self,
      EnvLogsCommand.self, EnvPauseCommand.self, EnvResumeCommand.self, EnvSnapshotCommand.self, EnvSnapshotsCommand.self,
      EnvEventsCommand.self, EnvWatchCommand.self, EnvDestroyCommand.self,
    ])
}
