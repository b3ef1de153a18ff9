import Glibc
import RoostModel
import SystemPackage

/// The removal of one tree. Blocking.
///
/// A descriptor and a stack frame are open for each level, and an app can nest directories without end: what lies too
/// deep is moved up to the top of the tree, and removed from there in another round.
struct TreeRemoval {
  /// For messages.
  let path: FilePath
  /// The file system the tree is on.
  let device: dev_t

  private static let levels = 128

  func remove(_ entry: DirectoryEntry, in parent: Int32) throws(Problem) {
    guard let top = try openUnlessRemoved(entry, in: parent) else { return }
    while try removeChildren(of: top, top: top, level: 0) {}
    try removeEmpty(entry, in: parent)
  }

  /// Whether something was moved up, so that the top is not empty yet.
  private func removeChildren(of directory: OwnedDescriptor, top: OwnedDescriptor, level: Int) throws(Problem) -> Bool {
    try refuseMounted(directory)
    guard let children = DirectoryEntry.all(in: directory.number) else { throw Problem.lastSystemCall("list \(path)") }
    var moved = false
    for child in children {
      guard let inner = try openUnlessRemoved(child, in: directory.number) else { continue }
      if level < TreeRemoval.levels {
        moved = try removeChildren(of: inner, top: top, level: level + 1) || moved
        try removeEmpty(child, in: directory.number)
      } else {
        try moveUp(child, from: directory.number, to: top)
        moved = true
      }
    }
    return moved
  }

  /// The open directory, when that is what it is.
  private func openUnlessRemoved(_ entry: DirectoryEntry, in parent: Int32) throws(Problem) -> OwnedDescriptor? {
    if entry.withName({ unlinkat(parent, $0, 0) }) == 0 || errno == ENOENT { return nil }
    guard errno == EISDIR || errno == EPERM else { throw Problem.lastSystemCall("remove \(entry.text) in \(path)") }
    let directory = openWritable(entry, in: parent)
    guard directory >= 0 else { throw Problem.lastSystemCall("open \(entry.text) in \(path)") }
    return OwnedDescriptor(owning: directory)
  }

  private func removeEmpty(_ entry: DirectoryEntry, in parent: Int32) throws(Problem) {
    guard entry.withName({ unlinkat(parent, $0, AT_REMOVEDIR) }) == 0 || errno == ENOENT else {
      throw Problem.lastSystemCall("remove \(entry.text) in \(path)")
    }
  }

  private func moveUp(_ entry: DirectoryEntry, from parent: Int32, to top: OwnedDescriptor) throws(Problem) {
    let name = ".roost-removal-\(String(UInt64.random(in: .min ... .max), radix: 36))"
    guard entry.withName({ renameat(parent, $0, top.number, name) }) == 0 else {
      throw Problem.lastSystemCall("move \(entry.text) up in \(path)")
    }
  }

  private func refuseMounted(_ directory: OwnedDescriptor) throws(Problem) {
    var status = stat()
    guard fstat(directory.number, &status) == 0 else { throw Problem.lastSystemCall("look into \(path)") }
    guard status.st_dev == device else {
      throw Problem(
        .internal, "\(path) is or holds a mounted file system, which is not emptied",
        hint: "unmount it first: findmnt --submounts '\(path)'")
    }
  }

  /// Opens a directory for reading and makes it writable when only its mode forbids that.
  private func openWritable(_ entry: DirectoryEntry, in parent: Int32) -> Int32 {
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
