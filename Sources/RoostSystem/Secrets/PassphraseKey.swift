import CRoostPassword
package import RoostModel

/// The key that a passphrase stands for: scrypt with N = 2^14, r = 32, p = 1, which takes 64 MiB and a fraction of a second.
///
/// There are no other parameters, so that nobody who hands over a salt decides what deriving a key costs.
package enum PassphraseKey {
  /// As crypt(5) writes those parameters.
  private static let setting = "$7$CU..../...."
  private static let saltLength = 32
  private static let alphabet = Array("./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

  /// 128 random bits as hexadecimal digits.
  package static func newSalt() -> String { HexText.of((0..<saltLength / 2).map { _ in UInt8.random(in: .min ... .max) }) }

  package static func isSalt(_ text: String) -> Bool {
    text.utf8.count == saltLength && text.utf8.allSatisfy { Set("0123456789abcdef".utf8).contains($0) }
  }

  /// Blocking, for as long as it is meant to take. The bytes of `salt` are the salt.
  package static func derive(from passphrase: String, salt: String) throws(Problem) -> SealingKey {
    try Passphrase.check(passphrase)
    guard isSalt(salt) else {
      throw Problem(.exportInvalid, "its salt is none", hint: "have it made again: roost export APP -o FILE --ask")
    }
    let text = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 384) { buffer in
      roost_password_apply(passphrase, setting + salt, buffer.baseAddress, buffer.count)
        ? buffer.baseAddress.map { String(cString: $0) } : nil
    }
    guard let digits = text?.split(separator: "$").last, let bytes = decode(digits.utf8), let key = SealingKey(bytes: bytes)
    else {
      throw Problem(
        .unsupported, "this machine's libcrypt does not know scrypt",
        hint: "install libxcrypt, or export without a passphrase: roost export APP -o FILE")
    }
    return key
  }

  /// Three bytes are four digits, the lowest bits first; `nil` for what is no such text of 32 bytes.
  static func decode(_ digits: some Collection<UInt8>) -> [UInt8]? {
    guard digits.count == 43 else { return nil }
    var bytes: [UInt8] = []
    var bits = 0
    var value: UInt32 = 0
    for digit in digits {
      guard let number = alphabet.firstIndex(of: digit) else { return nil }
      value |= UInt32(number) << UInt32(bits)
      bits += 6
      while bits >= 8 {
        bytes.append(UInt8(truncatingIfNeeded: value))
        value >>= 8
        bits -= 8
      }
    }
    return bytes.count == SealingKey.length ? bytes : nil
  }
}
