import Hummingbird
import NIOCore
import RoostModel
import Synchronization

/// An answer that is asked for often and changes seldom: it is encoded again when its value is another one.
final class EncodedAnswer<Value: Codable & Equatable & Sendable>: Sendable {
  private struct Kept {
    var value: Value
    var bytes: ByteBuffer
    var tag: EntityTag
  }

  private let kept = Mutex<Kept?>(nil)

  func response(_ value: Value, for request: Request) throws -> Response {
    let known = kept.withLock { $0 }
    if let known, known.value == value { return JSONAnswer.tagged(known.bytes, known.tag, for: request) }
    let bytes = try JSONAnswer.bytes(of: value)
    let tag = EntityTag(bytes)
    kept.withLock { $0 = Kept(value: value, bytes: bytes, tag: tag) }
    return JSONAnswer.tagged(bytes, tag, for: request)
  }
}
