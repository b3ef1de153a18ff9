import ArgumentParser

/// What was typed after `roost run` and its options: runtimes, `--`, a program. Pure.
struct ProgramWords: Equatable {
  let runtimes: [String]
  /// Not empty.
  let command: [String]

  /// What passes words on to a program takes this one as well.
  static func askForHelp(_ words: [String]) -> Bool { words.prefix { $0 != "--" }.contains { $0 == "-h" || $0 == "--help" } }

  init(_ words: [String]) throws(ValidationError) {
    // A known option in front would have been taken as one.
    if let first = words.first, first.hasPrefix("-"), first != "--" {
      throw ValidationError("There is no option \(first): roost run --help.")
    }
    guard let end = words.firstIndex(of: "--") else {
      throw ValidationError("Name the program after '--': roost run nodejs@22 -- node -v.")
    }
    runtimes = Array(words[..<end])
    command = Array(words[(end + 1)...])
    guard !command.isEmpty else {
      throw ValidationError("Nothing stands after '--': roost run nodejs@22 -- node -v.")
    }
    if let option = runtimes.first(where: { $0.hasPrefix("-") }) {
      throw ValidationError("Write \(option) before the runtimes: roost run \(option) ... nodejs@22 -- node -v.")
    }
  }
}
