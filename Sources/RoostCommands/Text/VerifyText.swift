import RoostModel

/// Which installed runtimes work, as a person reads it.
struct VerifyText {
  let reports: [VerifyReport]

  func text(_ style: TextStyle) -> String {
    guard !reports.isEmpty else { return "Nothing is installed.\n" }
    var text = ""
    for report in reports {
      let mark = report.problem == nil ? style.green("works ") : style.red("broken")
      let host = report.scope == .host ? " (host)" : ""
      text += "\(mark) \(style.bold("\(report.runtime) \(report.version)"))\(host), \(TimeText.length(report.seconds))\n"
      if let problem = report.problem { text += indented(ProblemText(problem: problem).text(style)) }
    }
    let broken = reports.count { $0.problem != nil }
    return text + style.bold(broken == 0 ? "All \(reports.count) work." : "\(broken) of \(reports.count) do not work.") + "\n"
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n").map { "       \($0)\n" }.joined()
  }
}
