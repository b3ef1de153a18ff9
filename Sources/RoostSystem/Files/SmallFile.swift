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
    let bytes = try contents(of: file, path, atMost: limit + 1)
    guard bytes.count <= limit else {
      throw Problem(
        .internal, "\(path) is larger than \(ByteCount(UInt64(limit)))",
        hint: "look at it, it is not what Roost wrote: ls -l \(path)")
    }
    return bytes
  }

  /// Piece by piece: most files are far smaller than their limit, and a large buffer stays with the process.
  private static func contents(of file: Int32, _ path: FilePath, atMost limit: Int) throws(Problem) -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: min(limit, 16 << 10))
    while bytes.count < limit {
      let wanted = min(piece.count, limit - bytes.count)
      let count = retryingInterrupts { piece.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, wanted) } }
      guard count >= 0 else { throw Problem.lastSystemCall("read \(path)") }
      if count == 0 { break }
      bytes += piece[..<count]
    }
    return bytes
  }
}
