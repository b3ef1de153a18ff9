import Crypto
import Glibc
import RoostModel

/// Names a tree by what it holds: names, modes, bytes, and where links lead; not by times and owners. Fed in the order of
/// a walk that takes names by their bytes. Unlike ``TreeDigest`` it need not know how long a file is before it is read.
struct CopyDigest {
  private enum Mark: UInt8 {
    case directory = 1
    case end, file, link
  }

  private var hash = SHA256()

  mutating func enter(_ name: [UInt8], mode: mode_t) { add(.directory, name, mode) }

  /// The end of the directory that was entered last.
  mutating func leave() { hash.update(data: [Mark.end.rawValue]) }

  mutating func add(file name: [UInt8], mode: mode_t, _ content: SHA256.Digest) {
    add(.file, name, mode)
    content.withUnsafeBytes { hash.update(bufferPointer: $0) }
  }

  mutating func add(link name: [UInt8], to target: [UInt8]) {
    add(.link, name, 0)
    hash.update(data: CopyDigest.length(target) + target)
  }

  /// In hexadecimal digits.
  var text: String { HexText.of(hash.finalize()) }

  private mutating func add(_ mark: Mark, _ name: [UInt8], _ mode: mode_t) {
    hash.update(data: [mark.rawValue, UInt8(mode >> 8 & 0xff), UInt8(mode & 0xff)] + CopyDigest.length(name) + name)
  }

  /// So that no two trees are written alike.
  private static func length(_ bytes: [UInt8]) -> [UInt8] { [UInt8(bytes.count >> 8 & 0xff), UInt8(bytes.count & 0xff)] }
}
