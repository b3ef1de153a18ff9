/// Several types that fit a project about as well, as a problem that somebody can choose from.
package struct ProjectAmbiguity: Sendable, Equatable {
  package struct Choice: Sendable, Equatable {
    package var type: ProjectType
    /// 0 to 100.
    package var score: Int
    /// What speaks for it, on one line.
    package var reasons: String
  }

  /// Best first.
  package var choices: [Choice]

  package init(_ candidates: [Candidate]) {
    choices = candidates.map { candidate in
      let reasons = candidate.evidence.map { $0.description.split(whereSeparator: \.isNewline).joined(separator: " ") }
      return Choice(type: candidate.type, score: candidate.score, reasons: reasons.joined(separator: "; "))
    }
  }

  /// What a problem offers; `nil` for one that offers no types.
  package init?(_ problem: Problem) {
    guard problem.code == .projectAmbiguous, let cause = problem.cause else { return nil }
    choices = []
    for line in cause.split(separator: "\n") {
      guard let choice = Choice(line) else { return nil }
      choices.append(choice)
    }
    guard choices.count > 1 else { return nil }
  }

  /// `project` is what the user named, as one word of a command line.
  package func problem(of project: String, word: String) -> Problem {
    let types = choices.map(\.type.rawValue)
    let best = types.first ?? ""
    return Problem(
      .projectAmbiguous, "\(project) can be run in more than one way: \(types.joined(separator: " or "))",
      hint: "choose one: roost deploy \(word) --type \(best); for good, in roost.yml: echo 'type: \(best)' >> roost.yml",
      cause: choices.map(\.description).joined(separator: "\n"))
  }
}

/// `flask (91): app.py:1 app = Flask(__name__)`
extension ProjectAmbiguity.Choice: CustomStringConvertible {
  package var description: String { "\(type.rawValue) (\(score)): \(reasons)" }

  fileprivate init?(_ line: Substring) {
    let words = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard words.count == 3, let type = ProjectType(rawValue: String(words[0])) else { return nil }
    guard words[1].hasPrefix("("), words[1].hasSuffix("):"), let score = Int(words[1].dropFirst().dropLast(2)) else { return nil }
    self.init(type: type, score: score, reasons: String(words[2]))
  }
}
