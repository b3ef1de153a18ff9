import RoostAgentProtocol

/// Changes on their way to a client that may be slow. Bounded: what is too much becomes one word that says so.
struct ChangeQueue {
  private static let mostRecords = 8192
  private static let mostBytes = 1 << 20
  /// Bytes of one frame.
  private static let portion = 32 << 10

  private var waiting: [ChangeRecord] = []
  private var first = 0
  private var bytes = 0
  /// Paths whose newest record says that they changed: a second one says no more.
  private var changed: Set<String> = []

  var isEmpty: Bool { first == waiting.count }

  mutating func add(_ record: ChangeRecord) {
    switch record.kind {
    case .changed: if !changed.insert(record.path).inserted { return }
    case .created, .removed: changed.remove(record.path)
    case .overflow: return overflow()
    }
    guard waiting.count - first < ChangeQueue.mostRecords, bytes + record.length <= ChangeQueue.mostBytes else {
      return overflow()
    }
    waiting.append(record)
    bytes += record.length
  }

  /// Whoever reads it looks again at everything, so nothing before it matters any more.
  mutating func overflow() {
    let record = ChangeRecord(.overflow)
    (waiting, first, bytes, changed) = ([record], 0, record.length, [])
  }

  /// Some of the oldest, of at most so many bytes but for the last.
  mutating func take(upTo credit: UInt64) -> [ChangeRecord] {
    var (taken, length) = ([ChangeRecord](), 0)
    while first < waiting.count, length < min(credit, UInt64(ChangeQueue.portion)) {
      let record = waiting[first]
      first += 1
      length += record.length
      if record.kind == .changed { changed.remove(record.path) }
      taken.append(record)
    }
    bytes -= length
    if isEmpty || first >= 1024 {
      waiting.removeFirst(first)
      first = 0
    }
    return taken
  }
}
