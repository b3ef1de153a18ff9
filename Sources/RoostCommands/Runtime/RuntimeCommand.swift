import ArgumentParser

/// `roost runtime`
struct RuntimeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runtime", abstract: "See, install and remove runtimes.",
    discussion: """
      A runtime is installed once, as an unchangeable layer that apps share. Versions are chosen after '@': an exact \
      version, a beginning (22), a range (">=3.9 <3.13") or a channel (lts).

      EXAMPLES
        roost runtime list
        roost runtime install nodejs@22 python@3.11
        roost runtime remove nodejs@22
      """,
    subcommands: [
      RuntimeListCommand.self, RuntimeInfoCommand.self, RuntimeInstallCommand.self, RuntimeRemoveCommand.self,
    ])
}
