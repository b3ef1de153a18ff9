/// Turns chunks of bytes into lines. A line longer than the limit is given out in pieces.
struct LineSplitter: Sendable {
  private static let limit = 8192
  private var pending: [UInt8] = []

  /// The lines that ended in this chunk, without their ends.
  mutating func lines(in chunk: [UInt8]) -> [String] {
    var lines: [String] = []
    for byte in chunk {
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") || pending.count == LineSplitter.limit {
        if let line = flush() { lines.append(line) }
        if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { continue }
      }
      pending.append(byte)
    }
    return lines
  }

  /// What came after the last line end.
  mutating func flush() -> String? {
    guard !pending.isEmpty else { return nil }
    defer { pending.removeAll(keepingCapacity: true) }
    return String(decoding: pending, as: UTF8.self)
  }
}
