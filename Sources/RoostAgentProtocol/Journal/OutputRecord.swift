/// Some output of a process, as it was read in one go.
package struct OutputRecord: Equatable, Sendable {
  package enum Channel: UInt8, Sendable {
    case standardOutput = 1
    case standardError = 2
    case terminal = 3
  }

  package var channel: Channel
  /// Position of the first byte, counting all output bytes of the process and nothing else.
  package var offset: UInt64
  /// When it was read, since 1970.
  package var nanoseconds: UInt64
  package var bytes: [UInt8]

  package init(channel: Channel, offset: UInt64, nanoseconds: UInt64, bytes: [UInt8]) {
    self.channel = channel
    self.offset = offset
    self.nanoseconds = nanoseconds
    self.bytes = bytes
  }

  package var nextOffset: UInt64 { offset + UInt64(bytes.count) }

  /// The part from `start` on; nil when nothing of it is left.
  package func from(_ start: UInt64) -> OutputRecord? {
    if start <= offset { return self }
    guard start < nextOffset else { return nil }
    return OutputRecord(
      channel: channel, offset: start, nanoseconds: nanoseconds, bytes: Array(bytes.dropFirst(Int(start - offset))))
  }
}
