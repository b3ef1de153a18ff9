import RoostModel

/// Whether this machine can run a project, as a person reads it.
struct ProjectCheckText {
  let check: ProjectCheck

  func text(_ style: TextStyle) -> String {
    var text = style.bold(check.directory) + (check.type.map { ", \($0.rawValue)" } ?? "") + "\n"
    if !check.runtimes.isEmpty {
      let rows = check.runtimes.map { row($0, style) }
      text += TextTable(heading: ["", "RUNTIME", "VERSION", "DECIDED BY"], rows: rows).text(style)
    }
    for runtime in check.runtimes { text += remarks(runtime, style) }
    for warning in check.warnings { text += style.yellow("warning: ") + CleanText.line(warning) + "\n" }
    for problem in check.problems { text += ProblemText(problem: problem).text(style) }
    return text + conclusion(style)
  }

  private func row(_ runtime: CheckedRuntime, _ style: TextStyle) -> [TextTable.Cell] {
    [
      TextTable.Cell(runtime.state.rawValue) { paint(runtime.state, $0, style) },
      TextTable.Cell(CleanText.line(runtime.requirement.specifier)), TextTable.Cell(runtime.version ?? "?"),
      TextTable.Cell(
        CleanText.line(runtime.requirement.decidedBy.description) + (runtime.isOptional ? " (it runs without)" : "")),
    ]
  }

  private func remarks(_ runtime: CheckedRuntime, _ style: TextStyle) -> String {
    let outvoted = runtime.outvoted.map {
      style.dim("also read for \(runtime.requirement.runtime): \(CleanText.line($0.description))") + "\n"
    }
    let problem = runtime.problem.map { "\(style.red("\(runtime.requirement.runtime): "))\(CleanText.line($0.message))\n" }
    let help =
      runtime.state == .unavailable ? runtime.problem.map { "  \(style.bold("help: "))\(CleanText.line($0.hint))\n" } : nil
    return outvoted.joined() + (problem ?? "") + (help ?? "")
  }

  private func conclusion(_ style: TextStyle) -> String {
    var text = ""
    for action in check.check.suggestedActions where action.command != check.command {
      text += "\(CleanText.line(action.message)): \(CleanText.line(action.command))\n"
    }
    if check.check.canStart { return text + style.green("This machine can run it.") + "\n" }
    guard let command = check.command else { return text + style.red("This machine cannot run it.") + "\n" }
    let price = "\(CostText.text(check.cost)):\n  \(CleanText.line(command))\n"
    guard check.type == nil else { return text + style.bold("Not yet. ") + price }
    return text + "What it names can be had all the same. " + price + style.red("This machine cannot run it.") + "\n"
  }

  private func paint(_ state: CheckedRuntime.State, _ text: String, _ style: TextStyle) -> String {
    switch state {
    case .present: style.green(text)
    case .missing: style.yellow(text)
    case .mismatch, .unavailable: style.red(text)
    }
  }
}
