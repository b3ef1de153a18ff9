import Crypto
import FoundationEssentials

/// The Ed25519 signature over a manifest's bytes, with the key that made it: one line of text of a fixed length,
/// `roost-ed25519 <key> <signature>`, both in base64.
struct BundleSignature: Sendable, Equatable {
  let key: PublicKey
  let signature: [UInt8]

  private static let label = "roost-ed25519"
  /// Of its line, which ends with a newline.
  static let length = label.utf8.count + 1 + 44 + 1 + 88 + 1

  init(key: PublicKey, signature: [UInt8]) {
    self.key = key
    self.signature = signature
  }

  /// `nil` when the line is not one that ``line`` gives.
  init?(line bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let words = text.dropLast().split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, words[0] == BundleSignature.label, let key = PublicKey(base64: String(words[1])),
      let signature = Data(base64Encoded: String(words[2])), signature.count == 64
    else { return nil }
    self.init(key: key, signature: Array(signature))
    guard line == bytes else { return nil }
  }

  var line: [UInt8] { Array("\(BundleSignature.label) \(key.base64) \(Data(signature).base64EncodedString())\n".utf8) }

  func isValid(for manifest: [UInt8]) -> Bool { key.verifies(signature, over: manifest) }
}
