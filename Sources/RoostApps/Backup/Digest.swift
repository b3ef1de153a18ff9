import Crypto
import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// SHA-256 in hexadecimal.
enum Digest {
  static func of(_ bytes: [UInt8]) -> String { HexText.of(SHA256.hash(data: bytes)) }

  /// Size and digest of a file. Blocking.
  static func ofFile(_ path: FilePath) throws(Problem) -> (size: UInt64, sha256: String) {
    let number = open(path.string, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0 else { throw Problem.lastSystemCall("open \(path)") }
    let file = OwnedDescriptor(owning: number)
    var status = stat()
    guard fstat(number, &status) == 0 else { throw Problem.lastSystemCall("look at \(path)") }
    let size = UInt64(max(0, status.st_size))
    return (size, try FileSection(file: file, offset: 0, count: size).sha256())
  }
}
