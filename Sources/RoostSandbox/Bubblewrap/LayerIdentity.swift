import Glibc
import RoostModel
import RoostSystem

/// Which directory is at a path, so that another one that is there later is not taken for it.
struct LayerIdentity: Codable, Equatable, Sendable {
  var path: String
  private var device: UInt64
  private var inode: UInt64
  /// Nanoseconds since 1970, of its last change.
  private var changedAt: Int64

  /// Blocking.
  init(_ path: String) throws(Problem) {
    var status = stat()
    guard lstat(path, &status) == 0 else { throw .lastSystemCall("look at the layer \(path)") }
    self.path = path
    (device, inode) = (UInt64(status.st_dev), UInt64(status.st_ino))
    changedAt = Int64(status.st_ctim.tv_sec) * 1_000_000_000 + Int64(status.st_ctim.tv_nsec)
  }

  /// Whether it is still there. Blocking.
  var isPresent: Bool { (try? LayerIdentity(path)) == self }
}
