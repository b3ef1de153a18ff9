import Crypto
import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// A fingerprint of a tree by what the file system says of each entry: name, kind, mode, owner, size and time, and where a
/// link leads. Reading no contents, it takes milliseconds, and finds whatever was changed by the usual means.
enum TreeSeal {
  /// 64 hexadecimal digits. The order in which a directory lists its entries makes no difference. Blocking.
  static func make(of tree: FilePath) throws(Problem) -> String {
    var sum = [UInt8](repeating: 0, count: SHA256.byteCount)
    try TreeWalk.walk(tree) { (node) throws(Problem) in
      var hash = SHA256()
      hash.update(data: Array(node.path.utf8) + [0] + node.name + [0])
      hash.update(data: Array(try description(of: node).utf8))
      for (index, byte) in hash.finalize().enumerated() { sum[index] ^= byte }
    }
    return HexText.of(sum)
  }

  private static func description(of node: TreeWalk.Node) throws(Problem) -> String {
    let status = node.status
    var text = "\(status.st_mode) \(status.st_uid) \(status.st_gid)"
    switch node.kind {
    // A directory's size and time are the file system's own affair: its entries are looked at one by one.
    case .directory: break
    case .link: text += " \(try target(of: node))"
    case .file, .other: text += " \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }
    return text
  }

  private static func target(of node: TreeWalk.Node) throws(Problem) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { start in
        node.withName { name in
          guard let base = start.baseAddress else { return -1 }
          return readlinkat(node.parent, name, base, start.count)
        }
      }
    }
    guard count >= 0 else { throw Problem.lastSystemCall("read the link \(node.path)") }
    return Array(buffer[..<count])
  }
}
