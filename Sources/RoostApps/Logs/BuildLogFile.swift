import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// The log of the deployments that had to do with one release, read in portions. Blocking.
struct BuildLogFile: Sendable {
  private static let portion = 64 << 10

  let path: FilePath

  /// Bytes from an offset on; none at the end, or when the file is gone.
  func read(from offset: UInt64) throws(Problem) -> [UInt8] {
    let file = open(path.string, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT { return [] }
      throw Problem.lastSystemCall("open \(path)")
    }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: BuildLogFile.portion)
    let count = bytes.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, off_t(offset)) }
    guard count >= 0 else { throw Problem.lastSystemCall("read \(path)") }
    return Array(bytes.prefix(count))
  }
}
