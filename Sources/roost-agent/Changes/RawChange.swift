import Glibc

/// One record of what the kernel told about a directory.
struct RawChange {
  /// Of the directory, as `roost_watch_add` gave it.
  var number: Int32
  var mask: UInt32
  /// Of what is in the directory; empty when it is about the directory itself.
  var name: [UInt8]

  func holds(_ bits: Int32...) -> Bool { bits.contains { mask & UInt32(bitPattern: $0) != 0 } }

  var isAboutDirectory: Bool { mask & UInt32(IN_ISDIR) != 0 }

  /// Takes apart what one read returned: `number i32 | mask u32 | cookie u32 | length u32 | name`, in the processor's order.
  static func records(in bytes: [UInt8]) -> [RawChange] {
    var records: [RawChange] = []
    var position = 0
    while bytes.count - position >= headLength {
      let (number, mask, length) = bytes.withUnsafeBytes { buffer in
        (
          buffer.loadUnaligned(fromByteOffset: position, as: Int32.self),
          buffer.loadUnaligned(fromByteOffset: position + 4, as: UInt32.self),
          Int(buffer.loadUnaligned(fromByteOffset: position + 12, as: UInt32.self))
        )
      }
      let name = bytes[(position + headLength)...].prefix(length).prefix { $0 != 0 }
      records.append(RawChange(number: number, mask: mask, name: Array(name)))
      position += headLength + length
    }
    return records
  }

  private static let headLength = 16
}
