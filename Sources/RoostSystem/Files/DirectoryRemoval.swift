import Glibc
package import RoostModel
package import SystemPackage

/// Removes a directory tree, whatever it holds: symbolic links are removed and never followed, read-only directories
/// are opened up first, and nothing outside the tree or on another file system mounted in it is touched.
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
    var status = stat()
    guard fstat(parent, &status) == 0 else { throw Problem.lastSystemCall("look at \(parentPath)") }
    let entry = DirectoryEntry(name: Array(name.string.utf8))
    try removeEntry(entry, in: parent, path: path, device: status.st_dev, depth: 0)
  }

  /// More levels than any tree of ours has; a descriptor is open for each.
  private static let depthLimit = 512

  private static func removeEntry(
    _ entry: DirectoryEntry, in parent: Int32, path: FilePath, device: dev_t, depth: Int
  ) throws(Problem) {
    guard depth < depthLimit else { throw Problem.system(.tooManySymbolicLinkLevels, "remove \(path): too deep") }
    if entry.withName({ unlinkat(parent, $0, 0) }) == 0 || errno == ENOENT { return }
    guard errno == EISDIR || errno == EPERM else { throw Problem.lastSystemCall("remove \(path)") }
    let directory = openWritable(entry, in: parent)
    guard directory >= 0 else { throw Problem.lastSystemCall("open \(path)") }
    try removeChildren(of: OwnedDescriptor(owning: directory), path: path, device: device, depth: depth)
    guard entry.withName({ unlinkat(parent, $0, AT_REMOVEDIR) }) == 0 || errno == ENOENT else {
      throw Problem.lastSystemCall("remove \(path)")
    }
  }

  private static func removeChildren(of directory: OwnedDescriptor, path: FilePath, device: dev_t, depth: Int) throws(Problem) {
    var status = stat()
    guard fstat(directory.number, &status) == 0 else { throw Problem.lastSystemCall("look at \(path)") }
    guard status.st_dev == device else {
      throw Problem(.internal, "\(path) is a mounted file system and is not emptied", hint: "unmount it first: umount '\(path)'")
    }
    guard let children = DirectoryEntry.all(in: directory.number) else { throw Problem.lastSystemCall("list \(path)") }
    for child in children {
      try removeEntry(child, in: directory.number, path: path.appending(child.text), device: device, depth: depth + 1)
    }
  }

  /// Opens a directory for reading and makes it writable when only its mode forbids that.
  private static func openWritable(_ entry: DirectoryEntry, in parent: Int32) -> Int32 {
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    var directory = entry.withName { openat(parent, $0, flags) }
    if directory < 0, errno == EACCES {
      guard entry.withName({ fchmodat(parent, $0, 0o700, 0) }) == 0 else { return -1 }
      directory = entry.withName { openat(parent, $0, flags) }
    }
    guard directory >= 0 else { return -1 }
    var status = stat()
    if fstat(directory, &status) == 0, status.st_mode & 0o300 != 0o300 { fchmod(directory, 0o700) }
    return directory
  }
}
