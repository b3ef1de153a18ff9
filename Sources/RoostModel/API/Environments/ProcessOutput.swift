/// A piece of a process's output as it is streamed, or as the last one how the process ended.
package struct ProcessOutput: Codable, Sendable, Equatable {
  package var channel: OutputChannel?
  /// Position in the output, all channels counted together. Where it is past what came before, output was dropped.
  package var offset: UInt64
  /// Seconds since 1970.
  package var at: Double
  /// Any bytes; in JSON as base64.
  package var bytes: EncodedBytes
  package var exit: ExitStatus?

  package init(_ chunk: OutputChunk) {
    channel = chunk.channel
    offset = chunk.offset
    at = chunk.at
    bytes = EncodedBytes(chunk.bytes)
  }

  package init(_ exit: ExitStatus, at offset: UInt64) {
    self.offset = offset
    at = exit.at
    bytes = EncodedBytes([])
    self.exit = exit
  }

  /// Where to continue after this piece.
  package var next: UInt64 { offset + UInt64(bytes.values.count) }
}
