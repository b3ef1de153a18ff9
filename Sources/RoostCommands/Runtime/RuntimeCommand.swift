import ArgumentParser

/// `roost runtime`
struct RuntimeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runtime", abstract: "See, install and remove runtimes.",
    discussion: """
      A runtime is installed once, as an unchangeable layer that apps share. Versions are chosen after '@': an exact \
      version, a beginning (22), a range (">=3.9 <3.13") or a channel (lts). Needs no daemon; one that runs does the work.

      EXAMPLES
        roost runtime list
        roost runtime install nodejs@22 python@3.11
        roost runtime why python
        roost runtime remove nodejs@22

      EXIT STATUS
        0 done   3 something to do (--detailed-exitcode)
        4 no such runtime or version   5 checksum or signature wrong
        6 conflict   7 in use   8 network   9 locked   10 needs root   11 no space
        12 does not work   13 platform
        24 wanted of the machine itself, and not there
      """,
    subcommands: [
      RuntimeListCommand.self, RuntimeSearchCommand.self, RuntimeInfoCommand.self, RuntimeVersionsCommand.self,
      RuntimeInstallCommand.self, RuntimeRemoveCommand.self, RuntimeVerifyCommand.self, RuntimeWhyCommand.self,
      RuntimeOutdatedCommand.self,
      RuntimeUpgradeCommand.self, RuntimeCollectCommand.self,
    ])
}
