import RoostModel

/// Events as a person reads them. `now` is in seconds since 1970.
struct EventText {
  let now: Double

  func line(_ event: ServerEvent, _ style: TextStyle) -> String {
    let ago = TimeText.ago(event.at, now: now)
    let kind = event.kind.rawValue
    let columns = style.dim(ago) + gap(after: ago, 16) + style.bold(kind) + gap(after: kind, 17)
    return columns + CleanText.line(event.text) + "\n"
  }

  private func gap(after text: String, _ width: Int) -> String { String(repeating: " ", count: max(0, width - text.count) + 2) }
}
