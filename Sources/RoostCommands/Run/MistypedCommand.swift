import ArgumentParser
import RoostCatalog
import RoostModel

/// The word of a command line that names no command, and what was probably meant. Pure.
struct MistypedCommand: Equatable {
  /// The words before it: `roost runtime`.
  var path: [String]
  var word: String
  /// Whole commands, nearest first.
  var suggestions: [String]

  /// `nil` when every word that has to name a command does.
  static func find(in arguments: [String]) -> MistypedCommand? {
    var command: any ParsableCommand.Type = RoostCommand.self
    var path = ["roost"]
    for word in arguments where word != "help" || path.count > 1 {
      let choices = command.configuration.subcommands
      guard !choices.isEmpty, !word.hasPrefix("-") else { return nil }
      guard let next = choices.first(where: { names(of: $0).contains(word) }) else {
        return MistypedCommand(path: path, word: word, suggestions: suggestions(for: word, among: choices, after: path))
      }
      command = next
      path.append(word)
    }
    return nil
  }

  var problem: Problem {
    let place = path.joined(separator: " ")
    let word = CleanText.line(String(word.prefix(60)))
    let meant = suggestions.isEmpty ? "" : "did you mean \(suggestions.joined(separator: " or "))? "
    return Problem(.usageInvalid, "there is no command '\(place) \(word)'", hint: "\(meant)see all: \(place) --help")
  }

  private static func suggestions(
    for word: String, among choices: [any ParsableCommand.Type], after path: [String]
  ) -> [String] {
    let place = path.joined(separator: " ")
    let near = NearNames.to(word, among: choices.flatMap(names))
    guard near.isEmpty else { return near.map { "\(place) \($0)" } }
    // `roost remove` is said of several things.
    let groups = choices.filter { group in group.configuration.subcommands.contains { names(of: $0).contains(word) } }
    return groups.compactMap { $0.configuration.commandName }.map { "\(place) \($0) \(word)" }
  }

  private static func names(of command: any ParsableCommand.Type) -> [String] {
    [command.configuration.commandName].compactMap { $0 } + command.configuration.aliases
  }
}
