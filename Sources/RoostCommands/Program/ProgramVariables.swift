import RoostModel

/// Which of the shell's variables a program in a sandbox gets: what says how to talk to the person, and what was asked for.
/// Pure.
struct ProgramVariables {
  let shell: [String: String]
  private static let passed: Set<String> = [
    "TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "CI", "COLUMNS", "LINES",
  ]

  /// `wanted` are `NAME=VALUE`, or `NAME` for the shell's own value.
  func variables(wanted: [String]) throws(Problem) -> [String: String] {
    shell.filter { ProgramVariables.passed.contains($0.key) }.merging(try asked(for: wanted)) { $1 }
  }

  /// Those alone that were asked for.
  func asked(for wanted: [String]) throws(Problem) -> [String: String] {
    var variables: [String: String] = [:]
    for text in wanted {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard let name = parts.first, !name.isEmpty else { throw invalid(text) }
      if parts.count == 2 {
        variables[name] = parts[1]
      } else if let value = shell[name] {
        variables[name] = value
      } else {
        throw Problem(.usageInvalid, "there is no variable \(name) to pass on", hint: "set it: --env \(name)=VALUE")
      }
    }
    return variables
  }

  private func invalid(_ text: String) -> Problem {
    Problem(.usageInvalid, "\(text.debugDescription) is no variable", hint: "write NAME=VALUE: --env PORT=8080")
  }
}
