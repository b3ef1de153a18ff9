import RoostModel

/// An app's limits as a person reads them.
struct LimitsText {
  let report: AppLimitsReport

  func text(_ style: TextStyle) -> String {
    let rows = report.limits.map { status in
      [
        TextTable.Cell(status.limit.rawValue), TextTable.Cell(status.value ?? "-"), TextTable.Cell(status.by ?? ""),
        TextTable.Cell(use(status)) { (status.share ?? 0) >= 0.9 ? style.yellow($0) : $0 },
        TextTable.Cell(effect(status)), TextTable.Cell(status.limit.title) { style.dim($0) },
      ]
    }
    let heading = ["LIMIT", "IS", "BY", "USED", "CHANGES", "OF"]
    var text = TextTable(heading: heading, rows: rows, spared: ["OF", "CHANGES", "BY"]).text(style)
    if report.limits.contains(where: { $0.limit == .storage && $0.value != nil }) {
      text += "\n" + style.dim(LimitsText.storage) + "\n"
    }
    if !report.pending.isEmpty {
      let names = report.pending.map(\.rawValue).joined(separator: ", ")
      text += "\n\(names): in force with the next start: roost app restart \(report.app)\n"
    }
    for warning in report.warnings { text += "\n\(style.yellow("warning:")) \(CleanText.clean(warning, colours: false))\n" }
    return text
  }

  private static let storage =
    "storage is looked at every 20 s: stopped with more for ten minutes, or a tenth more"

  private func effect(_ status: AppLimitStatus) -> String {
    switch status.effect {
    case .atOnce: "at once"
    case .nextStart: "next start"
    case nil: ""
    }
  }

  private func use(_ status: AppLimitStatus) -> String {
    guard let use = status.use else { return "" }
    guard let share = status.share else { return use }
    return "\(use), \(Int((min(share, 100) * 100).rounded())) %"
  }
}
