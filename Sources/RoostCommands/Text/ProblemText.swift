import RoostModel

/// A problem as a person reads it.
struct ProblemText {
  let problem: Problem

  func text(_ style: TextStyle) -> String {
    var text = style.red(style.bold("\(problem.code.title): ")) + CleanText.clean(problem.message, colours: false) + "\n"
    if let cause = problem.cause {
      for line in CleanText.clean(cause, colours: false).split(separator: "\n", omittingEmptySubsequences: false) {
        text += line.isEmpty ? "\n" : "    " + style.dim(String(line)) + "\n"
      }
    }
    return text + style.bold("hint: ") + CleanText.clean(problem.hint, colours: false) + "\n"
  }
}
