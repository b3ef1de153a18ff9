import RoostModel

/// What a process came to.
struct Finished: Sendable {
  let exit: RoostModel.ExitStatus
  let chunks: [OutputChunk]

  var bytes: [UInt8] { chunks.flatMap(\.bytes) }
  var text: String { String(decoding: bytes, as: UTF8.self) }
  func text(_ channel: OutputChannel) -> String {
    String(decoding: chunks.filter { $0.channel == channel }.flatMap(\.bytes), as: UTF8.self)
  }
}
