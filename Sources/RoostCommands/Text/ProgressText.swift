import RoostModel

/// Progress events as text. Pure: the same events at the same times give the same bytes.
///
/// On a terminal that redraws, the newest transfer is a bar in the last line; elsewhere each line stands for itself.
struct ProgressText {
  let style: TextStyle
  let redraws: Bool
  let width: Int

  private var transfer: TransferRate?
  private var barShown = false

  init(style: TextStyle, redraws: Bool, width: Int) {
    self.style = style
    self.redraws = redraws
    self.width = width
  }

  /// `now` counts seconds on any clock that does not go back.
  mutating func happened(_ event: ProgressEvent, now: Double) -> String {
    switch event {
    case .stage(let name, let detail): line("\(style.bold(clean(name)))\(detail.isEmpty ? "" : "  \(clean(detail))")")
    case .transfer(let name, let done, let total): moved(clean(name), done, of: total, now: now)
    case .output(let text): output(text)
    case .warning(let text): line(style.yellow("warning: \(clean(text))"))
    case .finished(let name, let seconds): line(style.dim("\(clean(name)) took \(TimeText.length(seconds))"))
    }
  }

  /// Takes the bar away.
  mutating func end() -> String {
    defer { barShown = false }
    return barShown ? ProgressText.eraseLine : ""
  }

  private mutating func line(_ text: String) -> String { end() + text + "\n" }

  private mutating func output(_ text: String) -> String {
    let lines = CleanText.clean(text, colours: false).split(separator: "\n")
    return end() + lines.map { "    \(style.dim(String($0)))\n" }.joined()
  }

  private mutating func moved(_ name: String, _ done: ByteCount, of total: ByteCount?, now: Double) -> String {
    if transfer?.name != name { transfer = TransferRate(name: name, since: now) }
    guard var current = transfer else { return "" }
    defer { transfer = current }
    let complete = total.map { done >= $0 } ?? false
    guard current.isDue(now: now, every: redraws ? 0.1 : 5, complete: complete) else { return "" }
    let bar = TransferBar(name: name, done: done, total: total, rate: current.rate(done, now: now))
    guard redraws else { return bar.text + "\n" }
    barShown = true
    return ProgressText.eraseLine + String(bar.text(in: width).prefix(width - 1))
  }

  private func clean(_ text: String) -> String {
    CleanText.clean(text, colours: false).split(separator: "\n").joined(separator: " ")
  }

  /// Carriage return, and "Erase in Line" (ECMA-48).
  private static let eraseLine = "\r\u{1B}[2K"
}
