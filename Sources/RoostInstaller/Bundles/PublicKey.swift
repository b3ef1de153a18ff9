import Crypto
import FoundationEssentials

/// The public half of a node's Ed25519 key: what others verify its bundles with.
struct PublicKey: Sendable, Hashable {
  let bytes: [UInt8]

  private static let label = "roost-ed25519"

  init?(_ bytes: [UInt8]) {
    guard (try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)) != nil else { return nil }
    self.bytes = bytes
  }

  init?(base64: String) {
    guard let data = Data(base64Encoded: base64) else { return nil }
    self.init(Array(data))
  }

  /// The first line of a `.pub` file: `roost-ed25519 <base64> comment`. `nil` when it is something else.
  init?(file contents: [UInt8]) {
    let line = String(decoding: contents.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    let words = line.split(separator: " ")
    guard words.count >= 2, words[0] == PublicKey.label else { return nil }
    self.init(base64: String(words[1]))
  }

  var base64: String { Data(bytes).base64EncodedString() }
  /// As a `.pub` file.
  var file: [UInt8] { Array("\(PublicKey.label) \(base64)\n".utf8) }

  /// `SHA256:` and the hash of the key in base64 without padding, as ssh-keygen shows keys: for people to compare.
  var fingerprint: String {
    let text = Data(SHA256.hash(data: bytes)).base64EncodedString()
    return "SHA256:" + text.prefix { $0 != "=" }
  }

  func verifies(_ signature: [UInt8], over message: [UInt8]) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else { return false }
    return key.isValidSignature(signature, for: message)
  }
}
