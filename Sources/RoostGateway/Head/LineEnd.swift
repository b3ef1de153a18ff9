/// Finds the CR LF that ends a line, eight bytes at a time, and refuses every control byte but TAB on the way.
///
/// Remembers how far it looked, so that a line that arrives byte by byte is looked at once.
struct LineEnd {
  /// Bytes before this one hold no control byte since the line began.
  private var searched = 0

  enum Result: Equatable {
    /// The index of CR; LF follows.
    case found(Int)
    case incomplete
    case controlByte
  }

  mutating func begin(at index: Int) { searched = index }

  @inline(__always)
  mutating func find(in bytes: Bytes, count: Int) -> Result {
    var index = searched
    while index < count {
      while index + 8 <= count {
        let word = UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt64.self)
        let found = LineEnd.controlBytes(UInt64(littleEndian: word))
        if found != 0 {
          index += found.trailingZeroBitCount >> 3
          break
        }
        index += 8
      }
      guard index < count else { break }
      let byte = bytes[index]
      if (byte >= 0x20 && byte != 0x7F) || byte == 0x09 {
        index += 1
        continue
      }
      searched = index
      return ending(at: index, byte, in: bytes, count: count)
    }
    searched = index
    return .incomplete
  }

  @inline(__always)
  private func ending(at index: Int, _ byte: UInt8, in bytes: Bytes, count: Int) -> Result {
    guard byte == 0x0D else { return .controlByte }
    guard index + 1 < count else { return .incomplete }
    return bytes[index + 1] == 0x0A ? .found(index) : .controlByte
  }

  /// Has the high bit of the first byte set that is below 0x20 or is 0x7F. Bits above that one say nothing.
  @inline(__always)
  private static func controlBytes(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let delete = word ^ (ones &* 0x7F)
    let low = (word &- ones &* 0x20) & ~word
    return (low | ((delete &- ones) & ~delete)) & (ones &* 0x80)
  }
}
