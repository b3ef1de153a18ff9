/// Writes ZIP archives, honest ones and others: entries are stored, and every field can be a lie.
struct ZipBuilder {
  struct Entry {
    var name: String
    var contents: [UInt8] = []
    var mode: UInt32 = 0o100644
    var flags: UInt16 = 0
    var method: UInt16 = 0
    /// What the table of contents says; `nil` is the truth.
    var claimedSize: UInt32?
    var claimedOffset: UInt32?
  }

  static func archive(_ entries: [Entry]) -> [UInt8] {
    var bytes: [UInt8] = []
    var table: [UInt8] = []
    for entry in entries {
      let offset = UInt32(bytes.count)
      let sum = crc32(entry.contents)
      var common = short(20) + short(entry.flags) + short(entry.method) + long(0) + long(sum)
      common += long(UInt32(entry.contents.count)) + long(entry.claimedSize ?? UInt32(entry.contents.count))
      common += short(UInt16(entry.name.utf8.count)) + short(0)
      bytes += long(0x0403_4b50) + common + Array(entry.name.utf8) + entry.contents
      table += long(0x0201_4b50) + short(3 << 8 | 20) + common
      table += short(0) + short(0) + short(0) + long(entry.mode << 16)
      table += long(entry.claimedOffset ?? offset) + Array(entry.name.utf8)
    }
    let start = UInt32(bytes.count)
    bytes += table
    bytes += long(0x0605_4b50) + short(0) + short(0) + short(UInt16(entries.count)) + short(UInt16(entries.count))
    bytes += long(UInt32(table.count)) + long(start) + short(0)
    return bytes
  }

  private static func short(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
  private static func long(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> (8 * UInt32($0)) & 0xFF) } }

  private static func crc32(_ bytes: [UInt8]) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
