/// Lines that wait to be handed out, in order. What was handed out goes when all are, so that none is moved.
struct ReadyLines<Line: Sendable>: Sendable {
  private var lines: [Line] = []
  private var next = 0

  var isEmpty: Bool { next == lines.count }

  mutating func add(_ more: [Line]) { lines += more }

  mutating func take() -> Line? {
    guard next < lines.count else { return nil }
    let line = lines[next]
    next += 1
    if next == lines.count { (lines, next) = ([], 0) }
    return line
  }
}
