import RoostModel

/// Asks at a terminal which of several types a project is.
struct TypeQuestion {
  let console: Console

  /// `nil` when the problem is another one, nobody can be asked, or the answer is none of the types.
  func answer(to problem: Problem) async -> ProjectType? {
    guard console.surroundings.interactive, !console.json, let ambiguity = ProjectAmbiguity(problem) else { return nil }
    let lines = ambiguity.choices.enumerated().map { "  \($0.offset + 1)  \($0.element)\n" }
    console.note(CleanText.clean("\(problem.message)\n\(lines.joined())", colours: false))
    let names = ambiguity.choices.map(\.type.rawValue)
    guard let index = await Question.choose("Which one is it?", among: names, console: console) else { return nil }
    return ambiguity.choices[index].type
  }
}
