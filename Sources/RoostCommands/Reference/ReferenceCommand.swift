import ArgumentParser

/// `roost reference`: prints `docs/cli.md`, for whoever works on Roost.
struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference", abstract: "Print the help of every command as Markdown.",
    discussion: """
      EXAMPLES
        roost reference > docs/cli.md
      """,
    shouldDisplay: false)

  func run() throws { Console.write(CommandReference().text) }
}
