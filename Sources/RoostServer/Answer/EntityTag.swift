import Crypto
import HTTPTypes
import NIOCore
import RoostModel

/// What tells one body from another: the same bytes have the same, and no others. A client that has them already gets 304.
struct EntityTag: Sendable, Equatable {
  /// With its quotes.
  let text: String

  init(_ bytes: ByteBuffer) {
    let digest = SHA256.hash(data: bytes.readableBytesView)
    text = "\"\(HexText.of(Array(digest.prefix(16))))\""
  }

  /// Whether a field like `If-None-Match` names it: as one of several, weakly, or with all others.
  func isNamed(in field: String?) -> Bool {
    guard let field else { return false }
    return field.split(separator: ",").contains { part in
      let name = part.drop { $0 == " " }
      let tag = name.hasPrefix("W/") ? name.dropFirst(2) : name
      return tag.prefix { $0 != " " } == text || tag == "*"
    }
  }
}
