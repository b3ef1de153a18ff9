import ArgumentParser

/// `roost profile`
struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile", abstract: "Sets of runtimes that belong together.",
    discussion: """
      Size and time are sums over what is still missing on this machine.

      EXAMPLES
        roost profile list
        roost profile install web
        roost profile default full
      """,
    subcommands: [
      ProfileListCommand.self, ProfileShowCommand.self, ProfileInstallCommand.self, ProfileDefaultCommand.self,
    ])
}
