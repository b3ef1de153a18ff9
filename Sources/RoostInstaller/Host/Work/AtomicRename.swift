import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// Makes a finished tree visible under its name.
enum AtomicRename {
  /// Everything below `root` is on the disk before the rename, and the rename after it. An existing target is a problem.
  /// Blocking.
  static func move(_ source: FilePath, to target: FilePath, syncing root: FilePath) throws(Problem) {
    let number = open(root.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard number >= 0 else { throw Problem.lastSystemCall("open \(root)") }
    defer { close(number) }
    try FileSystemSync.flush(number, of: root.string)
    guard rename(source.string, target.string) == 0 else { throw Problem.lastSystemCall("rename \(source) to \(target)") }
    try AtomicFile.syncDirectory(target.removingLastComponent())
  }
}

extension DirectoryCreation {
  /// Links followed.
  static func isDirectory(_ path: FilePath) -> Bool {
    var status = stat()
    return stat(path.string, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
