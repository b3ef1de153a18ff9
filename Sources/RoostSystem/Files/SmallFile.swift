import Glibc
package import RoostModel
package import SystemPackage

/// Reading files that are expected to be small, without trusting that they are.
package enum SmallFile {
  /// The whole contents; `nil` when there is no such file. More than `limit` bytes is a problem, as is a symbolic link.
  package static func read(_ path: FilePath, limit: Int) throws(Problem) -> [UInt8]? {
    let file = open(path.string, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT { return nil }
      throw Problem.lastSystemCall("open \(path)")
    }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: limit + 1)
    var filled = 0
    while filled <= limit {
      let count = retryingInterrupts {
        bytes.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress?.advanced(by: filled), limit + 1 - filled) }
      }
      guard count >= 0 else { throw Problem.lastSystemCall("read \(path)") }
      if count == 0 { break }
      filled += count
    }
    guard filled <= limit else {
      throw Problem(
        .internal, "\(path) is larger than \(ByteCount(UInt64(limit)))",
        hint: "look at it, it is not what Roost wrote: ls -l \(path)")
    }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }
}
