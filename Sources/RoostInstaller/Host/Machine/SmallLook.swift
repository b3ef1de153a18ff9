import Glibc
import SystemPackage

/// Whether something is there.
enum SmallLook {
  /// Links are not followed.
  static func exists(_ path: FilePath) -> Bool {
    var status = stat()
    return lstat(path.string, &status) == 0
  }
}
