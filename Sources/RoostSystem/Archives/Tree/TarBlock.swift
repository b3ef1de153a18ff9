/// The 512 bytes that head an entry of a tar archive (POSIX ustar), while they are put together.
struct TarBlock {
  static let size = 512
  private(set) var bytes = [UInt8](repeating: 0, count: TarBlock.size)

  static func padding(after count: UInt64) -> Int { Int((512 - count % 512) % 512) }

  mutating func put(_ text: some Collection<UInt8>, at offset: Int) {
    bytes.replaceSubrange(offset..<(offset + text.count), with: text)
  }

  /// Octal digits and a NUL. False when the number has more digits than fit.
  mutating func put(number: UInt64, at offset: Int, length: Int) -> Bool {
    var rest = number
    for position in stride(from: offset + length - 2, through: offset, by: -1) {
      bytes[position] = UInt8(ascii: "0") + UInt8(rest & 7)
      rest >>= 3
    }
    return rest == 0
  }

  /// Puts magic, version and checksum in: last, as it sums up the rest.
  mutating func seal() {
    put(Array("ustar".utf8), at: 257)
    put(Array("00".utf8), at: 263)
    put([UInt8](repeating: UInt8(ascii: " "), count: 8), at: 148)
    let sum = bytes.withUnsafeBytes { raw in raw.reduce(UInt64(0)) { $0 + UInt64($1) } }
    _ = put(number: sum, at: 148, length: 7)
    bytes[154] = 0
  }

  /// The number at a place of a block; `nil` when it is not written as ``put(number:at:length:)`` does.
  static func number(in block: [UInt8], at offset: Int, length: Int) -> UInt64? {
    var value = UInt64(0)
    for byte in block[offset..<(offset + length - 1)] {
      guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(byte) else { return nil }
      value = value << 3 | UInt64(byte - UInt8(ascii: "0"))
    }
    return value
  }

  /// The text at a place of a block, up to its first NUL.
  static func text(in block: [UInt8], at offset: Int, length: Int) -> [UInt8] {
    Array(block[offset..<(offset + length)].prefix { $0 != 0 })
  }
}
