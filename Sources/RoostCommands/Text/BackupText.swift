import RoostModel

/// Exports, imports and backups as a person reads them.
enum BackupText {
  static func exported(_ summary: ExportSummary, to file: String?, _ style: TextStyle) -> String {
    var text = "\(style.green("exported")) \(style.bold(summary.app.text))"
    if let release = summary.release { text += ", release \(release)" }
    text += file.map { ", to \($0)" } ?? ""
    text += ": \(summary.size)" + (summary.data.map { ", data \($0)" } ?? ", without data") + "\n"
    if summary.pause > 0 { text += "  it stood still for \(TimeText.length(summary.pause))\n" }
    if !summary.leftOut.isEmpty {
      text += "  \(style.yellow("left out:")) the secrets \(line(summary.leftOut)); --ask seals them under a passphrase\n"
    }
    return text + warnings(summary.warnings, style)
  }

  static func arrived(_ how: String, _ result: ImportResult, _ style: TextStyle) -> String {
    var text = "\(style.green(how)) \(style.bold(result.app.name.text))"
    if let release = result.release { text += ", release \(release)" }
    text += result.data.map { ", data \($0)" } ?? ", without data"
    text += result.variables == 1 ? ", 1 variable\n" : ", \(result.variables) variables\n"
    for url in result.app.urls where result.problem == nil { text += "  \(url)\n" }
    if let backup = result.backup { text += "  what was there before: backup \(backup)\n" }
    if !result.missing.isEmpty {
      text += "  \(style.yellow("missing:")) \(line(result.missing)), which the file does not hold:"
      text += " roost app env set \(result.app.name) NAME --secret\n"
    }
    if let problem = result.problem {
      text += "  \(style.yellow("it waits:")) \(CleanText.clean(problem.message, colours: false))\n"
      text += "  \(style.bold("hint:")) \(CleanText.clean(problem.hint, colours: false))\n"
    } else if result.app.state == .stopped {
      text += "  it is stopped; start it: roost app start \(result.app.name)\n"
    }
    return text + warnings(result.warnings, style)
  }

  static func made(_ result: BackupResult, of name: AppName, _ style: TextStyle) -> String {
    var text = "\(style.green("backed up")) \(style.bold(name.text)) as \(result.backup.name): \(result.backup.size)"
    text += ", read again and whole\n"
    if result.pause > 0 { text += "  it stood still for \(TimeText.length(result.pause))\n" }
    return text + warnings(result.warnings, style)
  }

  static func settings(_ status: BackupStatus, of name: AppName, _ style: TextStyle, now: Double) -> String {
    guard let policy = status.policy else {
      return "\(name) is not backed up by itself; begin with: roost app backup \(name) --schedule \"0 3 * * *\"\n"
    }
    var text = "\(style.bold(name.text)) is backed up at \"\(policy.schedule)\" of UTC, the newest \(policy.keep) are kept"
    text += " (\(status.isOwn ? "roost app backup" : "roost.yml"))"
    if let next = status.next { text += "; next in \(TimeText.length(next - now))" }
    text += "\n"
    if let problem = status.problem {
      text += "  \(style.red("the last one failed:")) \(CleanText.clean(problem.message, colours: false))\n"
    }
    return text
  }

  static func list(_ status: BackupStatus, of name: AppName, _ style: TextStyle, now: Double) -> String {
    let settings = settings(status, of: name, style, now: now)
    guard !status.backups.isEmpty else { return settings + "No backups yet.\n" }
    // Unless every byte was read nobody knows, but for those that cannot even be opened.
    let isKnown = status.backups.contains { $0.isWhole != nil }
    let rows = status.backups.map { backup in
      var row = [
        TextTable.Cell(backup.name), TextTable.Cell(backup.createdAt > 0 ? TimeText.ago(backup.createdAt, now: now) : "-"),
        TextTable.Cell("\(backup.size)"), TextTable.Cell(backup.data.map { "\($0)" } ?? "-"),
        TextTable.Cell(backup.release.map(String.init) ?? "-"), TextTable.Cell(word(backup.reason)),
      ]
      if isKnown { row.append(TextTable.Cell(whole(backup.isWhole)) { backup.isWhole == false ? style.red($0) : $0 }) }
      return row
    }
    let heading = ["BACKUP", "MADE", "SIZE", "DATA", "RELEASE", "WHY"] + (isKnown ? ["WHOLE"] : [])
    let table = TextTable(heading: heading, rows: rows, spared: ["WHY", "RELEASE", "DATA"])
    return settings + table.text(style) + "  in \(status.directory)\n"
  }

  private static func word(_ reason: BackupSummary.Reason) -> String {
    switch reason {
    case .asked: "asked for"
    case .scheduled: "scheduled"
    case .before: "before a restore"
    }
  }

  private static func whole(_ isWhole: Bool?) -> String {
    switch isWhole {
    case true: "yes"
    case false: "no"
    case nil: "-"
    }
  }

  private static func line(_ names: [String]) -> String { CleanText.clean(names.joined(separator: ", "), colours: false) }

  private static func warnings(_ warnings: [String], _ style: TextStyle) -> String {
    warnings.map { "  \(style.yellow("warning:")) \(CleanText.clean($0, colours: false))\n" }.joined()
  }
}
