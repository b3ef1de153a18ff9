/// Where an agent keeps what its processes wrote, and how.
///
/// `journal/<process>/<offset>.log` are segments, named by the offset of their first output byte in 16 hexadecimal
/// digits; a segment holds records `channel u8 | nanoseconds u64 | length u32 | bytes`, one after the other. A record
/// cut short at the end of the last segment was being written when the machine stopped. `journal/exits` holds one
/// ``ExitRecord`` for each process that ended.
package enum JournalFormat {
  package static let directory = "journal"
  package static let exitsFile = "exits"
  package static let recordHeaderLength = 13
  /// Of one record's bytes. A longer one means the file is not a journal.
  package static let maximumRecordLength = 1 << 16

  package static func segmentName(_ offset: UInt64) -> String {
    let digits = String(offset, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits + ".log"
  }

  /// The offset that a segment's name holds; nil for other files.
  package static func segmentOffset(_ name: String) -> UInt64? {
    guard name.utf8.count == 20, name.hasSuffix(".log") else { return nil }
    let digits = name.utf8.prefix(16)
    guard digits.allSatisfy({ isHexDigit($0) }) else { return nil }
    return UInt64(name.prefix(16), radix: 16)
  }

  /// What goes in front of a record's bytes.
  package static func recordHeader(_ channel: OutputRecord.Channel, nanoseconds: UInt64, count: Int) -> [UInt8] {
    var writer = ByteWriter(capacity: recordHeaderLength)
    writer.put(channel.rawValue)
    writer.put(nanoseconds)
    writer.put(UInt32(truncatingIfNeeded: count))
    return writer.bytes
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }
}
