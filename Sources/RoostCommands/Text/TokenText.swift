import RoostModel

/// Tokens as a person reads them. `now` is in seconds since 1970.
struct TokenText {
  private static let soon = 7.0 * 86_400
  let now: Double

  func made(_ new: NewToken, _ style: TextStyle) -> String {
    let summary = new.summary
    let reach = summary.apps.map { "for \(ListedWords.text($0.map(\.text)))" } ?? "for everything"
    let end = summary.expiresAt.map { "for \(TimeText.length($0 - now))" } ?? "until it is revoked"
    return "\(style.bold(new.token))\n\nScope \(summary.scope.rawValue), \(reach), \(end). It is not shown again.\n"
  }

  func list(_ tokens: [TokenSummary], _ style: TextStyle) -> String {
    guard !tokens.isEmpty else { return "There are no tokens. To make one: roost token create NAME\n" }
    let rows = tokens.map { token -> [TextTable.Cell] in
      [
        TextTable.Cell(token.name.text, paint: style.bold), TextTable.Cell(token.prefix + "..."),
        TextTable.Cell(token.scope.rawValue),
        TextTable.Cell(token.apps.map { $0.map(\.text).joined(separator: " ") } ?? "all"), end(of: token, style),
        TextTable.Cell(token.lastUsedAt.map { TimeText.ago($0, now: now) } ?? "never"), TextTable.Cell(token.createdBy),
      ]
    }
    let heading = ["NAME", "TOKEN", "SCOPE", "APPS", "EXPIRES", "USED", "MADE BY"]
    let table = TextTable(heading: heading, rows: rows, spared: ["MADE BY", "TOKEN"])
    return CleanText.clean(table.text(style), colours: style.enabled)
  }

  /// What ends soon, or has ended, is not overlooked.
  private func end(of token: TokenSummary, _ style: TextStyle) -> TextTable.Cell {
    guard let end = token.expiresAt else { return TextTable.Cell("never") }
    guard end > now else { return TextTable.Cell("expired", paint: style.red) }
    let text = "in \(TimeText.length(end - now))"
    return end - now < TokenText.soon ? TextTable.Cell(text, paint: style.yellow) : TextTable.Cell(text)
  }
}

/// The right to claim a daemon.
struct ClaimText {
  let now: Double

  func text(_ ticket: ClaimTicket, _ style: TextStyle) -> String {
    var fields = FieldList()
    fields.add("Token", ticket.token)
    if let page = ticket.url?.replacing("/api/v1/claim", with: "/claim?token=\(ticket.token)") { fields.add("Open", page) }
    fields.add("Or send it to", ticket.url ?? "nowhere: this daemon listens on its socket alone")
    fields.add("Good for", TimeText.length(ticket.expiresAt - now))
    let body = "{\"token\": \"\(ticket.token)\", \"name\": \"ada\", \"password\": \"...\"}"
    let example = ticket.url.map { "\ncurl -H 'Content-Type: application/json' -d '\(body)' \($0)\n" } ?? ""
    return fields.text(style) + example
  }
}
