import RoostModel

/// What an installation would do, as a person reads it.
struct InstallPlanText {
  let plan: InstallPlan

  func text(_ style: TextStyle) -> String {
    var text = table(style)
    for command in plan.commands { text += "  $ \(command.map(ShellWord.quoted).joined(separator: " "))\n" }
    for conflict in plan.conflicts { text += self.text(of: conflict, style) }
    for runtime in plan.runtimes { text += problem(of: runtime, style) }
    for warning in plan.warnings { text += style.yellow("warning: \(clean(warning))") + "\n" }
    return text + conclusion(style) + "\n"
  }

  private func table(_ style: TextStyle) -> String {
    let rows = plan.runtimes.map { runtime in
      let missing = runtime.state == .missing
      return [
        TextTable.Cell(missing ? "install" : "keep") { missing ? style.green($0) : style.dim($0) },
        TextTable.Cell(runtime.runtime.text), TextTable.Cell(runtime.version ?? "?"),
        TextTable.Cell(missing ? "\(runtime.cost.download)" : "-"), TextTable.Cell(clean(runtime.source)),
        TextTable.Cell(reason(runtime)),
      ]
    }
    return TextTable(heading: ["", "RUNTIME", "VERSION", "TO FETCH", "FROM", "BECAUSE"], rows: rows).text(style)
  }

  private func reason(_ runtime: PlannedRuntime) -> String {
    let needed = runtime.requiredBy.map(\.text)
    guard !needed.isEmpty else { return "asked for: \(runtime.selector)" }
    return "\(ListedWords.text(needed)) \(needed.count == 1 ? "needs" : "need") it"
  }

  private func text(of conflict: Conflict, _ style: TextStyle) -> String {
    let head = conflict.severity == .error ? style.red("conflict: ") : style.yellow("warning: ")
    let what = "\(conflict.runtime) wants \(conflict.subject), and \(conflict.holder) has it"
    return head + clean(what) + "\n  " + style.bold("help: ") + clean(conflict.resolution) + "\n"
  }

  private func problem(of runtime: PlannedRuntime, _ style: TextStyle) -> String {
    guard let problem = runtime.problem else { return "" }
    return "\(style.yellow("\(runtime.runtime): "))\(clean(problem.message))\n  \(style.bold("help: "))\(clean(problem.hint))\n"
  }

  private func conclusion(_ style: TextStyle) -> String {
    if plan.isSatisfied { return style.bold("Nothing to do.") }
    let cost = CostText.text(plan.cost, free: plan.free) + (plan.cost.learned ? "" : " (estimated)")
    guard plan.canInstall else { return style.bold("This cannot be installed now.") + " It would take \(cost)." }
    return style.bold("To do: ") + cost
  }

  private func clean(_ text: String) -> String { CleanText.line(text) }
}
