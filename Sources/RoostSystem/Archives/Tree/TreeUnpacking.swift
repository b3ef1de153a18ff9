import Glibc
package import RoostModel
package import SystemPackage

/// Makes the entries of an archive in an empty directory, relative to open directories and without following a link.
///
/// The order of entries was judged before: see ``TreeOrder``. Owners are kept for root, and are this user otherwise.
package final class TreeUnpacking {
  private struct Level {
    var descriptor: OwnedDescriptor
    var entry: TreeEntry?
  }

  private var levels: [Level]
  private var file: OwnedDescriptor?
  private let keepsOwners = geteuid() == 0

  package init(_ root: FilePath) throws(Problem) {
    let number = open(root.string, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0 else { throw Problem.lastSystemCall("open \(root)") }
    levels = [Level(descriptor: OwnedDescriptor(owning: number), entry: nil)]
  }

  /// Makes the entry in the directory at `level`. The contents of a file follow.
  func begin(_ entry: TreeEntry, at level: Int) throws(Problem) {
    while levels.count > level + 1 { try closeDirectory() }
    let parent = levels[level].descriptor.number
    let name = DirectoryEntry(name: TreeOrder.parts(entry.path).last ?? [])
    switch entry.kind {
    case .file:
      let number = name.withName { openat(parent, $0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600) }
      guard number >= 0 else { throw failure(entry) }
      file = OwnedDescriptor(owning: number)
    case .directory:
      guard name.withName({ mkdirat(parent, $0, 0o700) }) == 0 else { throw failure(entry) }
      let number = name.withName { openat(parent, $0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
      guard number >= 0 else { throw failure(entry) }
      levels.append(Level(descriptor: OwnedDescriptor(owning: number), entry: entry))
    case .symbolicLink(let target):
      let made = DirectoryEntry(name: target).withName { text in name.withName { symlinkat(text, parent, $0) } }
      guard made == 0 else { throw failure(entry) }
      try ownLink(name, in: parent, entry)
    case .hardLink(let target):
      let root = levels[0].descriptor.number
      let made = DirectoryEntry(name: target).withName { old in name.withName { linkat(root, old, parent, $0, 0) } }
      guard made == 0 else { throw failure(entry) }
    }
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(Problem) {
    guard let file else { return }
    var written = 0
    while written < bytes.count {
      let count = retryingInterrupts {
        Glibc.write(file.number, bytes.baseAddress?.advanced(by: written), bytes.count - written)
      }
      guard count >= 0 else { throw Problem.lastSystemCall("write a file of the bundle") }
      written += count
    }
  }

  func endFile(_ entry: TreeEntry) throws(Problem) {
    guard let file else { return }
    try finish(file.number, entry)
    self.file = nil
  }

  /// Gives the directories that are still open their modes and times.
  func finish() throws(Problem) {
    while levels.count > 1 { try closeDirectory() }
  }

  private func closeDirectory() throws(Problem) {
    guard let level = levels.popLast(), let entry = level.entry else { return }
    try finish(level.descriptor.number, entry)
  }

  private func finish(_ descriptor: Int32, _ entry: TreeEntry) throws(Problem) {
    if keepsOwners, fchown(descriptor, entry.owner, entry.group) != 0 { throw failure(entry) }
    var times = times(of: entry)
    guard fchmod(descriptor, entry.mode) == 0, futimens(descriptor, &times) == 0 else { throw failure(entry) }
  }

  private func ownLink(_ name: DirectoryEntry, in parent: Int32, _ entry: TreeEntry) throws(Problem) {
    var times = times(of: entry)
    let owned = name.withName { name in
      (!keepsOwners || fchownat(parent, name, entry.owner, entry.group, AT_SYMLINK_NOFOLLOW) == 0)
        && utimensat(parent, name, &times, AT_SYMLINK_NOFOLLOW) == 0
    }
    guard owned else { throw failure(entry) }
  }

  private func times(of entry: TreeEntry) -> [timespec] {
    let time = timespec(tv_sec: Int(clamping: entry.modifiedAt), tv_nsec: 0)
    return [time, time]
  }

  private func failure(_ entry: TreeEntry) -> Problem { Problem.lastSystemCall("make \(entry.shownPath)") }
}
