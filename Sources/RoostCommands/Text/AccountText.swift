import RoostModel

/// Accounts and sessions as a person reads them. `now` is in seconds since 1970.
struct AccountText {
  let now: Double

  func list(_ accounts: [AccountSummary], _ style: TextStyle) -> String {
    guard !accounts.isEmpty else { return "Nobody may log in. To make an account: roost user add NAME\n" }
    let rows = accounts.map { account -> [TextTable.Cell] in
      [
        TextTable.Cell(account.name.text, paint: style.bold), TextTable.Cell("\(account.sessions)"),
        TextTable.Cell(account.secondFactor == true ? "yes" : "no"),
        TextTable.Cell(TimeText.ago(account.createdAt, now: now)),
      ]
    }
    return CleanText.clean(
      TextTable(heading: ["NAME", "SESSIONS", "CODES", "MADE"], rows: rows).text(style), colours: style.enabled)
  }

  func sessions(_ sessions: [SessionSummary], _ style: TextStyle) -> String {
    guard !sessions.isEmpty else { return "Nobody is logged in.\n" }
    let rows = sessions.map { session -> [TextTable.Cell] in
      [
        TextTable.Cell("\(session.id)", paint: style.bold), TextTable.Cell(session.account.text),
        TextTable.Cell(TimeText.ago(session.lastUsedAt, now: now)), TextTable.Cell(session.address),
        TextTable.Cell(CleanText.line(session.userAgent)),
      ]
    }
    let heading = ["SESSION", "NAME", "USED", "ADDRESS", "BROWSER"]
    return CleanText.clean(TextTable(heading: heading, rows: rows, spared: ["BROWSER"]).text(style), colours: style.enabled)
  }
}
