package enum OutputChannel: UInt8, Sendable, Codable, CaseIterable {
  case standardOutput = 1
  case standardError = 2
  case terminal = 3
}

/// Some output of a process. Chunks of one process are in order and their offsets leave no holes, except where old
/// output was dropped to keep the journal bounded.
package struct OutputChunk: Sendable, Equatable {
  package var channel: OutputChannel
  /// Position in the process's journal, in bytes of output, all channels counted together.
  package var offset: UInt64
  package var bytes: [UInt8]
  /// When the agent read it, in seconds since 1970.
  package var at: Double

  package init(channel: OutputChannel, offset: UInt64, bytes: [UInt8], at: Double) {
    self.channel = channel
    self.offset = offset
    self.bytes = bytes
    self.at = at
  }

  /// Where to continue after this chunk.
  package var nextOffset: UInt64 { offset + UInt64(bytes.count) }
}
