import RoostModel

/// An app's limits as a person reads them.
struct LimitsText {
  let report: AppLimitsReport

  func text(_ style: TextStyle) -> String {
    let rows = report.limits.map { status in
      [
        TextTable.Cell(status.limit.rawValue), TextTable.Cell(status.value ?? "-"), TextTable.Cell(status.by ?? ""),
        TextTable.Cell(use(status)) { (status.share ?? 0) >= 0.9 ? style.yellow($0) : $0 },
        TextTable.Cell(status.limit.title) { style.dim($0) },
      ]
    }
    var text = TextTable(heading: ["LIMIT", "IS", "BY", "USED", "OF"], rows: rows, spared: ["OF", "BY"]).text(style)
    if !report.pending.isEmpty {
      let names = report.pending.map(\.rawValue).joined(separator: ", ")
      text += "\n\(names): in force with the next start: roost app restart \(report.app)\n"
    }
    for warning in report.warnings { text += "\n\(style.yellow("warning:")) \(CleanText.clean(warning, colours: false))\n" }
    return text
  }

  private func use(_ status: AppLimitStatus) -> String {
    guard let use = status.use else { return "" }
    guard let share = status.share else { return use }
    return "\(use), \(Int((min(share, 100) * 100).rounded())) %"
  }
}
