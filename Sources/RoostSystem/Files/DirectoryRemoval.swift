import Glibc
package import RoostModel
package import SystemPackage

/// Removes a directory tree, whatever it holds and however deep it is: symbolic links are removed and never followed,
/// read-only directories are opened up first, and nothing outside the tree or on another file system mounted in it is touched.
package enum DirectoryRemoval {
  /// Removes the tree and waits until it is gone. A path that does not exist is not an error.
  package static func remove(_ path: FilePath) async throws(Problem) {
    try await BlockingWork.run { () throws(Problem) in try removeNow(path) }
  }

  /// As ``remove(_:)``, on the calling thread.
  package static func removeNow(_ path: FilePath) throws(Problem) {
    guard let name = path.lastComponent else {
      throw Problem(.internal, "refusing to remove \(path)", hint: "report this: a path without a name was to be removed")
    }
    let parentPath = path.removingLastComponent()
    let parent = open(parentPath.isEmpty ? "." : parentPath.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard parent >= 0 else {
      if errno == ENOENT { return }
      throw Problem.lastSystemCall("open \(parentPath)")
    }
    defer { close(parent) }
    try removeNow(DirectoryEntry(name: Array(name.string.utf8)), in: parent, path: path)
  }

  /// What is in an open directory, whatever its name is made of; `path` is for people.
  static func removeNow(_ entry: DirectoryEntry, in parent: Int32, path: FilePath) throws(Problem) {
    var status = stat()
    guard fstat(parent, &status) == 0 else { throw Problem.lastSystemCall("look at the directory of \(path)") }
    try TreeRemoval(path: path, device: status.st_dev).remove(entry, in: parent)
  }
}
