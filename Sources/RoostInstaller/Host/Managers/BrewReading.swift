import FoundationEssentials
import RoostModel

/// Reads what Homebrew prints. Pure.
enum BrewReading {
  /// `node 24.1.0 22.20.0`
  static func packages(_ text: String) -> [String: String] {
    var found: [String: String] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.split(separator: " ").map(String.init)
      if words.count > 1 { found[words[0]] = words.dropFirst().joined(separator: " ") }
    }
    return found
  }

  /// `brew info --json=v2`
  static func candidates(_ text: String) throws(Problem) -> [String: [String]] {
    let answer: Answer
    do { answer = try JSONDecoder().decode(Answer.self, from: Data(text.utf8)) } catch {
      throw Problem(
        .toolFailed, "brew's answer is not understood", hint: "look at it: brew info --json=v2", cause: String(describing: error))
    }
    var found: [String: [String]] = [:]
    for formula in answer.formulae { found[formula.name] = formula.versions.stable.map { [$0] } ?? [] }
    for cask in answer.casks { found[cask.token] = [cask.version] }
    return found
  }

  private struct Answer: Decodable {
    struct Formula: Decodable {
      struct Versions: Decodable { var stable: String? }
      var name: String
      var versions: Versions
    }
    struct Cask: Decodable {
      var token: String
      var version: String
    }
    var formulae: [Formula]
    var casks: [Cask]
  }
}
