/// Scans a message head strictly (RFC 9112) as it arrives and yields spans; nothing is copied.
///
/// The same bytes give the same result however they were split. After a result other than `incomplete`, ``reset()``.
struct HeadScanner<Head: ScannedHead> {
  let limits: HeadLimits
  private(set) var head = Head()
  /// Lines that are not forwarded, in order, each with its CR LF.
  private(set) var drops: [Span] = []
  private var cursor = 0
  private var lineEnd = LineEnd()
  private var fieldCount = 0
  private var seen = Head.Fields()

  init(limits: HeadLimits) { self.limits = limits }

  mutating func reset() {
    head = Head()
    drops.removeAll(keepingCapacity: true)
    cursor = 0
    lineEnd.begin(at: 0)
    fieldCount = 0
    seen = Head.Fields()
  }

  /// `received` begins where the first call's did and only grows.
  mutating func scan(_ received: UnsafeRawBufferPointer) -> HeadScan {
    guard let start = received.baseAddress else { return .incomplete }
    let bytes = start.assumingMemoryBound(to: UInt8.self)
    let count = min(received.count, limits.bytes)
    do throws(MessageFault) {
      if try scanLines(bytes, count: count) { return .complete }
      return count == limits.bytes ? .fault(.headTooLarge) : .incomplete
    } catch {
      return .fault(error)
    }
  }

  private mutating func scanLines(_ bytes: Bytes, count: Int) throws(MessageFault) -> Bool {
    while true {
      switch lineEnd.find(in: bytes, count: count) {
      case .incomplete: return false
      case .controlByte: throw .controlByte
      case .found(let end):
        let line = Span(start: cursor, end: end)
        cursor = end + 2
        lineEnd.begin(at: cursor)
        if try take(line, in: bytes) { return true }
      }
    }
  }

  /// Returns whether it was the blank line that ends the head.
  @inline(__always)
  private mutating func take(_ line: Span, in bytes: Bytes) throws(MessageFault) -> Bool {
    if head.lineEnd == 0 {
      if try head.takeFirstLine(line, limits: limits, in: bytes) { head.lineEnd = cursor }
      return false
    }
    if !line.isEmpty {
      try takeField(line, in: bytes)
      return false
    }
    head.end = cursor
    try seen.conclude(&head, drops: &drops, in: bytes)
    return true
  }

  @inline(__always)
  private mutating func takeField(_ line: Span, in bytes: Bytes) throws(MessageFault) {
    fieldCount += 1
    guard fieldCount <= limits.fields else { throw .tooManyFields }
    let field = try FieldLine.parse(line, in: bytes)
    if try !seen.note(field, in: &head, bytes) { drops.append(Span(start: line.start, end: cursor)) }
  }
}
