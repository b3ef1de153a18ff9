import Crypto
import FoundationEssentials
package import RoostModel

/// Seals small values so that they can lie on a disk: ChaCha20-Poly1305 under one key.
///
/// A sealed value opens only under the context it was sealed for, so that one cannot be put in the place of another.
/// Form: one byte 1, 12 random bytes, the hidden bytes, 16 bytes that prove them.
package struct SealingKey: Sendable {
  package static let length = 32
  /// What sealing adds to a value.
  package static let overhead = 29
  private static let form: UInt8 = 1

  private let key: SymmetricKey

  /// `nil` unless there are ``length`` bytes.
  package init?(bytes: [UInt8]) {
    guard bytes.count == SealingKey.length else { return nil }
    key = SymmetricKey(data: bytes)
  }

  /// Random bytes for a new key.
  package static func randomBytes() -> [UInt8] {
    SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
  }

  package func seal(_ bytes: [UInt8], for context: String) throws(Problem) -> [UInt8] {
    do {
      let box = try ChaChaPoly.seal(Data(bytes), using: key, authenticating: SealingKey.bound(context))
      return [SealingKey.form] + Array(box.combined)
    } catch {
      throw Problem.unexpected(error, during: "sealing a value")
    }
  }

  /// `key.unusable` when the key, the context or a bit of the value is another one.
  package func open(_ sealed: [UInt8], for context: String) throws(Problem) -> [UInt8] {
    guard sealed.first == SealingKey.form,
      let box = try? ChaChaPoly.SealedBox(combined: Data(sealed.dropFirst())),
      let bytes = try? ChaChaPoly.open(box, using: key, authenticating: SealingKey.bound(context))
    else {
      throw Problem(
        .keyUnusable, "a sealed value does not open: the key is another one, or the value was changed",
        hint: "put back the file `key` of ROOST_HOME and roost.db from the same backup, or set the value again: roost app env set"
      )
    }
    return Array(bytes)
  }

  /// Names bytes, without a way back for whoever does not have the key, in hexadecimal digits.
  package func mark(of bytes: [UInt8], for context: String) -> String {
    var code = HMAC<SHA256>(key: key)
    code.update(data: SealingKey.bound(context) + [0])
    code.update(data: bytes)
    return HexText.of(code.finalize())
  }

  private static func bound(_ context: String) -> Data { Data([form] + Array("roost|\(context)".utf8)) }
}
