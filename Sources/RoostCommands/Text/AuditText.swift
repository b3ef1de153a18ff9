import RoostModel

/// Lines of the audit log as a person reads them. `now` is in seconds since 1970.
struct AuditText {
  let now: Double

  func line(_ entry: AuditEntry, _ style: TextStyle) -> String {
    let who = entry.kind == .local ? "local" : "\(entry.kind.rawValue) \(entry.actor)"
    let place = entry.address.isEmpty ? "" : " from \(entry.address)"
    // `token:ci` is the token ci; a name alone is an app.
    let about =
      entry.resource.isEmpty ? "" : " \(entry.resource.contains(":") ? "" : "app ")" + entry.resource.replacing(":", with: " ")
    let ending = entry.outcome == "accepted" ? "" : ": \(entry.outcome)"
    let ago = TimeText.ago(entry.at, now: now)
    let gap = String(repeating: " ", count: max(0, 16 - ago.count) + 2)
    return style.dim(ago) + gap + style.bold(CleanText.line(who))
      + CleanText.line("\(place)  \(entry.action.rawValue)\(about)\(ending)")
      + "\n"
  }
}
