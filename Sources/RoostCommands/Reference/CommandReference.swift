import ArgumentParser

/// The help of every command as one page of Markdown: `docs/cli.md`.
struct CommandReference {
  private static let columns = 110

  var text: String {
    var text = """
      # The command line

      The help of every command, as `roost help COMMAND` prints it. Made by `make docs`; do not edit it here.


      """
    for command in CommandReference.commands(below: RoostCommand.self, called: []) {
      let help = RoostCommand.helpMessage(for: command.type, columns: CommandReference.columns)
      text += "## \((["roost"] + command.path).joined(separator: " "))\n\n```text\n\(CommandReference.trimmed(help))\n```\n\n"
    }
    return String(text.dropLast())
  }

  /// In the order of the help, each before what is below it.
  static func commands(
    below type: any ParsableCommand.Type, called path: [String]
  ) -> [(path: [String], type: any ParsableCommand.Type)] {
    guard type.configuration.shouldDisplay else { return [] }
    return [(path, type)]
      + type.configuration.subcommands.flatMap { commands(below: $0, called: path + [$0.configuration.commandName ?? ""]) }
  }

  private static func trimmed(_ help: String) -> String {
    let lines = help.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
    return lines.drop { $0.isEmpty }.reversed().drop { $0.isEmpty }.reversed().joined(separator: "\n")
  }
}
