import Crypto
import RoostCatalog
import RoostModel

/// The checksum of bytes that are still coming.
enum RunningSum: Sendable {
  case sha256(SHA256)
  case sha512(SHA512)

  init(_ algorithm: FileSum.Algorithm) {
    switch algorithm {
    case .sha256: self = .sha256(SHA256())
    case .sha512: self = .sha512(SHA512())
    }
  }

  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    switch self {
    case .sha256(var hash):
      hash.update(bufferPointer: bytes)
      self = .sha256(hash)
    case .sha512(var hash):
      hash.update(bufferPointer: bytes)
      self = .sha512(hash)
    }
  }

  /// Lowercase hexadecimal.
  var digits: String {
    switch self {
    case .sha256(let hash): HexText.of(hash.finalize())
    case .sha512(let hash): HexText.of(hash.finalize())
    }
  }
}
