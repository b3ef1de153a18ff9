/// One block of 512 bytes that announces an entry. POSIX ustar, with GNU's larger numbers. Pure.
struct TarHeader {
  static let size = 512

  var name: [UInt8]
  var type: UInt8
  var size: UInt64
  var mode: UInt32
  var user: UInt32
  var group: UInt32
  var modified: Int64
  var target: [UInt8]

  /// `nil` for a block that is no header: its checksum is wrong or a number is none.
  init?(_ block: [UInt8]) {
    guard block.count == TarHeader.size, TarHeader.hasRightSum(block) else { return nil }
    guard let size = TarHeader.number(block[124..<136]), let mode = TarHeader.number(block[100..<108]),
      let user = TarHeader.number(block[108..<116]), let group = TarHeader.number(block[116..<124]),
      let modified = TarHeader.number(block[136..<148])
    else { return nil }
    type = block[156]
    self.size = size
    self.mode = UInt32(truncatingIfNeeded: mode & 0o7777)
    self.user = UInt32(clamping: user)
    self.group = UInt32(clamping: group)
    self.modified = Int64(clamping: modified)
    target = TarHeader.text(block[157..<257])
    name = TarHeader.text(block[0..<100])
    // POSIX archives split long names; in GNU's own form these bytes mean something else.
    let prefix = block[257..<263].elementsEqual("ustar\0".utf8) ? TarHeader.text(block[345..<500]) : []
    if !prefix.isEmpty { name = prefix + [UInt8(ascii: "/")] + name }
  }

  static func isEmpty(_ block: [UInt8]) -> Bool { block.allSatisfy { $0 == 0 } }

  private static func text(_ field: ArraySlice<UInt8>) -> [UInt8] { Array(field.prefix { $0 != 0 }) }

  /// Octal digits, or with the highest bit set the number itself, highest byte first.
  private static func number(_ field: ArraySlice<UInt8>) -> UInt64? {
    guard let first = field.first else { return nil }
    if first & 0x80 != 0 { return large(field) }
    var value: UInt64 = 0
    let digits = field.drop { $0 == 0x20 }.prefix { $0 != 0 && $0 != 0x20 }
    for digit in digits {
      guard UInt8(ascii: "0")...UInt8(ascii: "7") ~= digit else { return nil }
      value = value << 3 | UInt64(digit - UInt8(ascii: "0"))
    }
    return value
  }

  /// What does not fit, or is negative, is no number here.
  private static func large(_ field: ArraySlice<UInt8>) -> UInt64? {
    guard field.first == 0x80 else { return nil }
    var value: UInt64 = 0
    for byte in field.dropFirst() {
      guard value >> 55 == 0 else { return nil }
      value = value << 8 | UInt64(byte)
    }
    return value
  }

  /// The sum of all bytes, those of the sum itself counted as blanks.
  private static func hasRightSum(_ block: [UInt8]) -> Bool {
    guard let stated = number(block[148..<156]) else { return false }
    var sum: UInt64 = 0
    for (position, byte) in block.enumerated() { sum += UInt64((148..<156).contains(position) ? 0x20 : byte) }
    return sum == stated
  }
}
