import RoostModel

/// Progress events as text. Pure: the same events at the same times give the same bytes.
///
/// On a terminal that redraws, the transfers that go on are bars in the last lines, drawn over each other; elsewhere each
/// line stands for itself.
struct ProgressText {
  let style: TextStyle
  let redraws: Bool
  /// Columns of the terminal; may change between events.
  var width: Int

  private var block = TransferBlock()
  /// Lines of the block that are on the screen; the cursor is at the end of the last one.
  private var shown = 0
  private var drawnAt = -Double.infinity

  init(style: TextStyle, redraws: Bool, width: Int) {
    self.style = style
    self.redraws = redraws
    self.width = width
  }

  /// `now` counts seconds on any clock that does not go back.
  mutating func happened(_ event: ProgressEvent, now: Double) -> String {
    switch event {
    case .stage(let name, let detail):
      line("\(style.bold(clean(name)))\(detail.isEmpty ? "" : "  \(clean(detail))")", now: now)
    case .transfer(let name, let done, let total): moved(clean(name), done, of: total, now: now)
    case .output(let text): output(text, now: now)
    case .warning(let text): line(style.yellow("warning: \(clean(text))"), now: now)
    case .finished(let name, let seconds): line(style.dim("\(clean(name)) took \(TimeText.length(seconds))"), now: now)
    }
  }

  /// Takes the bars away.
  mutating func end() -> String {
    block = TransferBlock()
    return erase()
  }

  /// A line above the bars, which are drawn again below it unless all transfers are complete.
  private mutating func line(_ text: String, now: Double) -> String {
    let erased = erase() + text + "\n"
    guard redraws, !block.isComplete else { return erased }
    return erased + draw(now: now)
  }

  private mutating func output(_ text: String, now: Double) -> String {
    let lines = CleanText.clean(text, colours: false).split(separator: "\n")
    return line(lines.map { "    \(style.dim(String($0)))" }.joined(separator: "\n"), now: now)
  }

  private mutating func moved(_ name: String, _ done: ByteCount, of total: ByteCount?, now: Double) -> String {
    let wasComplete = !block.transfers.isEmpty && block.isComplete
    block.moved(name, to: done, of: total, now: now)
    guard redraws else {
      guard block.isDue(name, now: now, every: 5), let bar = block.bar(of: name, now: now) else { return "" }
      return bar.text + "\n"
    }
    let completes = block.isComplete && !wasComplete
    guard completes || now - drawnAt >= 0.1, !(wasComplete && block.isComplete) else { return "" }
    return draw(now: now)
  }

  /// Over what is shown, each line erased only behind its new end: nothing flickers.
  private mutating func draw(now: Double) -> String {
    let lines = block.lines(width: width - 1, now: now)
    let up = shown > 1 ? "\u{1B}[\(shown - 1)A" : ""
    drawnAt = now
    shown = lines.count
    return "\r" + up + lines.map { $0 + ProgressText.eraseRest }.joined(separator: "\n") + ProgressText.eraseBelow
  }

  private mutating func erase() -> String {
    guard shown > 0 else { return "" }
    defer { shown = 0 }
    return "\r" + (shown > 1 ? "\u{1B}[\(shown - 1)A" : "") + ProgressText.eraseBelow
  }

  private func clean(_ text: String) -> String { CleanText.line(text) }

  /// "Erase in Line" and "Erase in Display", to the end (ECMA-48).
  private static let eraseRest = "\u{1B}[K"
  private static let eraseBelow = "\u{1B}[J"
}
