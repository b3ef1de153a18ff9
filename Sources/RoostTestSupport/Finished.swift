package import RoostModel

/// What a process came to.
package struct Finished: Sendable {
  package let exit: RoostModel.ExitStatus
  package let chunks: [OutputChunk]

  package init(exit: RoostModel.ExitStatus, chunks: [OutputChunk]) {
    self.exit = exit
    self.chunks = chunks
  }

  package var bytes: [UInt8] { chunks.flatMap(\.bytes) }
  /// All it wrote, in the order it came.
  package var output: String { String(decoding: bytes, as: UTF8.self) }
  package func output(_ channel: OutputChannel) -> String {
    String(decoding: chunks.filter { $0.channel == channel }.flatMap(\.bytes), as: UTF8.self)
  }
}
