import Crypto

/// Digests as images write them.
enum ImageDigest {
  private static let digits = Array("0123456789abcdef".utf8)

  /// `sha256:` and 64 hexadecimal digits.
  static func text(of digest: SHA256.Digest) -> String { "sha256:" + hexadecimal(digest) }

  static func text(of bytes: [UInt8]) -> String { text(of: SHA256.hash(data: bytes)) }

  static func hexadecimal(_ digest: SHA256.Digest) -> String {
    String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
