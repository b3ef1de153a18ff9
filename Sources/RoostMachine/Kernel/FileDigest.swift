import Crypto
import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// Adds the contents of files to a digest, piece by piece. Blocking.
enum FileDigest {
  static func add(_ path: FilePath, to hasher: inout SHA256) throws(Problem) {
    let number = open(path.string, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { throw .lastSystemCall("open \(path)") }
    let file = OwnedDescriptor(owning: number)
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(file.number, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .lastSystemCall("read \(path)") }
      if count == 0 { return }
      buffer.withUnsafeBytes { hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }
}
