import Crypto
package import RoostModel

/// Whether a delivery comes from who knows the secret. Asked before a byte of the body is read as anything. Pure.
package enum HookProof {
  package static func isRight(_ delivery: HookDelivery, secret: String) -> Bool {
    guard !secret.isEmpty else { return false }
    let key = SymmetricKey(data: Array(secret.utf8))
    switch delivery.forge {
    case .github:
      guard delivery.proof.hasPrefix("sha256="), let given = bytes(delivery.proof.dropFirst(7)) else { return false }
      // Compares in constant time.
      return HMAC<SHA256>.isValidAuthenticationCode(given, authenticating: delivery.body, using: key)
    case .gitlab:
      // Codes of both, so that the time says nothing of where they differ.
      let own = HMAC<SHA256>.authenticationCode(for: Array(secret.utf8), using: key)
      return HMAC<SHA256>.isValidAuthenticationCode(own, authenticating: Array(delivery.proof.utf8), using: key)
    }
  }

  /// Of what is proven.
  package static func digest(of delivery: HookDelivery) -> String {
    SHA256.hash(data: delivery.body).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }

  private static func bytes(_ digits: Substring) -> [UInt8]? {
    guard digits.utf8.count == 64 else { return nil }
    let values = digits.utf8.compactMap { digit -> UInt8? in
      switch digit {
      case 48...57: digit - 48
      case 97...102: digit - 87
      default: nil
      }
    }
    guard values.count == 64 else { return nil }
    return stride(from: 0, to: 64, by: 2).map { values[$0] << 4 | values[$0 + 1] }
  }
}
