import RoostModel

/// Events as a person reads them. `now` is in seconds since 1970.
struct EventText {
  let now: Double

  func line(_ event: ServerEvent, _ style: TextStyle) -> String {
    let ago = TimeText.ago(event.at, now: now)
    let pad = String(repeating: " ", count: max(0, 16 - ago.count))
    return "\(style.dim(ago))\(pad)  \(style.bold(event.kind.rawValue))  \(CleanText.line(event.text))\n"
  }
}
