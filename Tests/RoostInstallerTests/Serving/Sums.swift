import Crypto
import Foundation

/// Checksums as publishers state them.
enum Sums {
  static func sha256(_ bytes: [UInt8]) -> String { hexadecimal(SHA256.hash(data: bytes)) }
  static func sha512(_ bytes: [UInt8]) -> String { hexadecimal(SHA512.hash(data: bytes)) }
  /// As npm writes it.
  static func integrity(_ bytes: [UInt8]) -> String { "sha512-" + Data(SHA512.hash(data: bytes)).base64EncodedString() }

  private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { String(format: "%02x", $0) }.joined()
  }
}
