import RoostModel

/// Crashes as a person reads them: the newest whole, the others in a line each. `now` is in seconds since 1970.
struct CrashText {
  let now: Double

  func text(_ crashes: [CrashReport], _ style: TextStyle) -> String {
    guard let newest = crashes.first else { return "It never ended unasked.\n" }
    var text = card(newest, style)
    if crashes.count > 1 { text += "\n" + table(Array(crashes.dropFirst()), style) }
    return text
  }

  private func card(_ crash: CrashReport, _ style: TextStyle) -> String {
    let what = crash.process.map { "the process '\($0)'" } ?? "the app"
    var text = style.red("crash \(crash.number): \(what) \(crash.exit.reason)") + "\n"
    var fields = FieldList()
    fields.add("When", "\(TimeText.ago(crash.exit.at, now: now)), after \(TimeText.length(crash.uptime))")
    fields.add("Release", "\(crash.release)")
    fields.add("Ended by", crash.endedBecause.map { "Roost: \($0)" })
    fields.add("Points at", crash.hints)
    text += CleanText.clean(fields.text(style), colours: style.enabled)
    guard !crash.lastLines.isEmpty else { return text + "It wrote nothing.\n" }
    text += style.dim("its last lines") + "\n"
    for line in crash.lastLines { text += "  " + CleanText.clean(line, colours: false) + "\n" }
    return text
  }

  private func table(_ crashes: [CrashReport], _ style: TextStyle) -> String {
    let rows = crashes.map { crash in
      [
        TextTable.Cell("\(crash.number)"), TextTable.Cell(TimeText.ago(crash.exit.at, now: now)),
        TextTable.Cell("\(crash.release)"), TextTable.Cell(crash.process ?? "-"), TextTable.Cell("\(crash.exit.reason)"),
        TextTable.Cell(CleanText.clean(crash.endedBecause ?? crash.hints.first ?? "", colours: false)),
      ]
    }
    return TextTable(
      heading: ["CRASH", "WHEN", "RELEASE", "PROCESS", "END", "POINTS AT"], rows: rows, spared: ["RELEASE", "PROCESS"]
    ).text(style)
  }
}
