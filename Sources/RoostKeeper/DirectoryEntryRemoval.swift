import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// Takes a file away for good: it does not come back after a power cut. Blocking. Nothing when it is gone already.
enum DirectoryEntryRemoval {
  static func remove(_ path: FilePath) throws(Problem) {
    guard unlink(path.string) == 0 else {
      if errno == ENOENT { return }
      throw Problem.lastSystemCall("remove \(path)")
    }
    try AtomicFile.syncDirectory(path.removingLastComponent())
  }
}
