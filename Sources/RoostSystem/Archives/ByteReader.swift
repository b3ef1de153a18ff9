/// Reads little-endian numbers at positions that an archive states, and therefore may lie about.
struct ByteReader {
  let bytes: [UInt8]

  func number16(at position: Int) -> UInt16? { number(at: position, width: 2).map { UInt16($0) } }
  func number32(at position: Int) -> UInt32? { number(at: position, width: 4).map { UInt32($0) } }
  func number64(at position: Int) -> UInt64? { number(at: position, width: 8) }

  func slice(at position: Int, count: Int) -> [UInt8]? {
    guard position >= 0, count >= 0, position <= bytes.count, count <= bytes.count - position else { return nil }
    return Array(bytes[position..<(position + count)])
  }

  private func number(at position: Int, width: Int) -> UInt64? {
    guard position >= 0, position <= bytes.count, width <= bytes.count - position else { return nil }
    return (0..<width).reduce(UInt64(0)) { $0 | UInt64(bytes[position + $1]) << (8 * UInt64($1)) }
  }
}
