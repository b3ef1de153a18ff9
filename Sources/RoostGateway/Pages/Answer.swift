import NIOCore

/// A response the gateway makes itself.
struct Answer: Sendable {
  var status: Int
  var fields: [(name: String, value: String)] = []
  var content = Content.none

  enum Content: Sendable {
    case none
    case text(String)
    case bytes(ByteBuffer)
    case file(OpenFile, from: Int, count: Int)
  }

  /// Bytes of the body.
  var length: Int {
    switch content {
    case .none: 0
    case .text(let text): text.utf8.count
    case .bytes(let bytes): bytes.readableBytes
    case .file(_, _, let count): count
    }
  }
}
