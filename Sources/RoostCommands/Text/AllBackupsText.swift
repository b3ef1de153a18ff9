import RoostModel

/// What all apps have of backups, a line for each.
struct AllBackupsText {
  /// Seconds since 1970.
  let now: Double

  func text(_ apps: [AppBackups], _ style: TextStyle) -> String {
    guard !apps.isEmpty else { return "No apps, and no backups.\n" }
    let rows = apps.map { app in
      let whole = app.status.backups.filter { $0.isWhole != false }
      let size = whole.map(\.size).reduce(ByteCount(0), +)
      return [
        TextTable.Cell(app.app.text), TextTable.Cell(app.exists ? "" : "removed", paint: style.yellow),
        TextTable.Cell("\(whole.count)"), TextTable.Cell(whole.first.map { TimeText.ago($0.createdAt, now: now) } ?? "-"),
        TextTable.Cell(whole.isEmpty ? "-" : "\(size)"), TextTable.Cell(schedule(app.status)),
      ]
    }
    let table = TextTable(heading: ["APP", "", "BACKUPS", "NEWEST", "SIZE", "BY ITSELF"], rows: rows, spared: ["BY ITSELF"])
    return table.text(style) + apps.compactMap { problem($0, style) }.joined()
  }

  private func schedule(_ status: BackupStatus) -> String {
    guard let policy = status.policy else { return "never" }
    return "\(policy.schedule)" + (status.next.map { ", in \(TimeText.length($0 - now))" } ?? "")
  }

  private func problem(_ app: AppBackups, _ style: TextStyle) -> String? {
    guard let problem = app.status.problem else { return nil }
    return
      "\(app.app): \(style.red("the last one failed:")) \(CleanText.line(problem.message))\n  \(CleanText.line(problem.hint))\n"
  }
}
