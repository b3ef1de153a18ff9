/// Cuts the bytes of a segment file into records. Pure; for the agent and for a daemon that reads without one.
package struct JournalDecoder: Sendable {
  private var buffer: [UInt8] = []
  private var start = 0
  /// The offset of the next record.
  package private(set) var offset: UInt64

  /// - Parameter segment: the offset in the segment's name.
  package init(segment: UInt64) { offset = segment }

  /// Bytes held back because their record is not complete.
  package var pending: Int { buffer.count - start }

  package mutating func append(_ bytes: some Sequence<UInt8>) {
    buffer.append(contentsOf: bytes)
  }

  /// The next complete record, or nil when more bytes are needed (or the writer was cut off there).
  package mutating func next() throws(DecodingFailure) -> OutputRecord? {
    guard pending >= JournalFormat.recordHeaderLength else { return compacted() }
    guard let channel = OutputRecord.Channel(rawValue: buffer[start]) else { throw .invalidValue }
    let nanoseconds: UInt64 = integer(at: start + 1)
    let count = Int(integer(at: start + 9) as UInt32)
    guard count <= JournalFormat.maximumRecordLength else { throw .oversize(count) }
    let body = start + JournalFormat.recordHeaderLength
    guard buffer.count >= body + count else { return compacted() }
    let bytes = Array(buffer[body..<(body + count)])
    defer {
      start = body + count
      offset += UInt64(count)
    }
    return OutputRecord(channel: channel, offset: offset, nanoseconds: nanoseconds, bytes: bytes)
  }

  private func integer<Value: FixedWidthInteger>(at place: Int) -> Value {
    buffer.withUnsafeBytes { Value(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: Value.self)) }
  }

  private mutating func compacted() -> OutputRecord? {
    buffer.removeSubrange(..<start)
    start = 0
    return nil
  }
}
