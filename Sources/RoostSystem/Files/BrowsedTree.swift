import CRoost
import Glibc
package import RoostModel
package import SystemPackage

/// A directory whose files are looked at by paths of strangers. What is opened lies beneath it: no link is followed, at no step,
/// whatever the tree's owner does meanwhile. Blocking.
package struct BrowsedTree: Sendable {
  /// Names of one directory that are read; what a stranger makes more of is not listed.
  static let mostNames = 200_000

  private let root: OwnedDescriptor

  /// `nil` when there is no such directory. Its own path is of this machine and may have links.
  package init?(_ path: FilePath) throws(Problem) {
    let number = Glibc.open(path.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard number >= 0 else {
      if currentErrno() == ENOENT || currentErrno() == ENOTDIR { return nil }
      throw Problem.lastSystemCall("open \(path)")
    }
    root = OwnedDescriptor(owning: number)
  }

  package struct Listing: Sendable {
    package var entries: [FileEntry]
    package var total: Int

    package init(entries: [FileEntry] = [], total: Int = 0) {
      self.entries = entries
      self.total = total
    }
  }

  /// Entries in the order of their names, from the one with this number on.
  package func list(_ path: AppFilePath, from start: Int, count: Int) throws(Problem) -> Listing {
    let directory = try open(path, flags: O_DIRECTORY)
    guard let all = DirectoryEntry.all(in: directory.number, atMost: BrowsedTree.mostNames) else {
      throw Problem.lastSystemCall("list \(path.text)")
    }
    let names = all.sorted { $0.name.lexicographicallyPrecedes($1.name) }
    let wanted = names.dropFirst(min(max(0, start), names.count)).prefix(count)
    return Listing(entries: wanted.compactMap { BrowsedTree.entry($0, in: directory) }, total: names.count)
  }

  /// A file that is one: no directory, link, device or socket, and nothing that waits for somebody at its other end.
  package func file(_ path: AppFilePath) throws(Problem) -> BrowsedFile {
    let file = try open(path, flags: O_NONBLOCK | O_NOCTTY)
    var status = stat()
    guard fstat(file.number, &status) == 0 else { throw Problem.lastSystemCall("look at \(path.text)") }
    guard status.st_mode & S_IFMT == S_IFREG else { throw BrowsedTree.nothing(path, "is no file with a content") }
    return BrowsedFile(descriptor: file, size: UInt64(max(0, status.st_size)))
  }

  private func open(_ path: AppFilePath, flags: Int32) throws(Problem) -> OwnedDescriptor {
    let number = roost_open(root.number, path.relative, O_RDONLY | O_CLOEXEC | flags, 0, ROOST_BENEATH)
    guard number < 0 else { return OwnedDescriptor(owning: number) }
    switch -number {
    case ENOENT: throw BrowsedTree.nothing(path, "is not there")
    case ENOTDIR: throw BrowsedTree.nothing(path, "is no directory")
    case ELOOP, EXDEV: throw BrowsedTree.nothing(path, "is behind a link, which is not followed")
    case ENXIO, ENODEV, EACCES: throw BrowsedTree.nothing(path, "cannot be opened")
    default: throw Problem.system(Errno(rawValue: -number), "open \(path.text)")
    }
  }

  private static func entry(_ found: DirectoryEntry, in directory: OwnedDescriptor) -> FileEntry? {
    var status = stat()
    // It may be gone by now.
    guard found.withName({ fstatat(directory.number, $0, &status, AT_SYMLINK_NOFOLLOW) }) == 0 else { return nil }
    let kind: FileEntry.Kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .directory
      case S_IFLNK: .link
      default: .other
      }
    return FileEntry(
      name: found.text, kind: kind, size: kind == .file ? UInt64(max(0, status.st_size)) : 0,
      mode: UInt16(truncatingIfNeeded: status.st_mode & 0o7777), modified: Double(status.st_mtim.tv_sec))
  }

  private static func nothing(_ path: AppFilePath, _ why: String) -> Problem {
    Problem(.fileNotFound, "\(path.text.prefix(200).debugDescription) \(why)", hint: "see what is there: roost files APP")
  }
}

/// An open file of a ``BrowsedTree``.
package struct BrowsedFile: Sendable {
  private let descriptor: OwnedDescriptor
  package let size: UInt64

  init(descriptor: OwnedDescriptor, size: UInt64) {
    self.descriptor = descriptor
    self.size = size
  }

  /// At most so many bytes from an offset on; none at its end. Blocking.
  package func read(_ offset: UInt64, _ count: Int) throws(Problem) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let got = bytes.withUnsafeMutableBytes { buffer in
      retryingInterrupts { pread(descriptor.number, buffer.baseAddress, buffer.count, off_t(offset)) }
    }
    guard got >= 0 else { throw Problem.lastSystemCall("read a file") }
    return Array(bytes.prefix(got))
  }
}
