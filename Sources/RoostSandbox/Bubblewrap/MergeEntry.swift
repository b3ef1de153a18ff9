import CRoost
import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// One name in a directory of a layer, by the directory's descriptor. No link is followed. Blocking.
struct MergeEntry {
  private let entry: DirectoryEntry
  private(set) var kind: mode_t = S_IFREG
  /// Without what would make it run as its owner, which nothing in a sandbox may.
  private(set) var mode: mode_t = 0o644
  private(set) var isWhiteout = false
  private var times = [timespec(), timespec()]

  var name: [UInt8] { entry.name }
  /// Invalid UTF-8 is replaced: for messages, and for comparing with names that are text.
  var text: String { entry.text }

  init(name: [UInt8], mode: mode_t = 0o644) { (entry, self.mode) = (DirectoryEntry(name: name), mode) }

  /// Nil when there is none.
  init?(_ name: [UInt8], in directory: OwnedDescriptor) throws(Problem) {
    entry = DirectoryEntry(name: name)
    var status = stat()
    guard withName({ fstatat(directory.number, $0, &status, AT_SYMLINK_NOFOLLOW) }) == 0 else {
      if errno == ENOENT { return nil }
      throw .lastSystemCall("look at \(text)")
    }
    kind = status.st_mode & S_IFMT
    mode = status.st_mode & 0o1777
    isWhiteout = kind == S_IFCHR && status.st_rdev == 0
    times = [status.st_atim, status.st_mtim]
  }

  static func all(in directory: OwnedDescriptor, _ path: String) throws(Problem) -> [MergeEntry] {
    guard let names = DirectoryEntry.all(in: directory.number) else { throw .lastSystemCall("list \(path)") }
    var entries: [MergeEntry] = []
    for found in names { if let entry = try MergeEntry(found.name, in: directory) { entries.append(entry) } }
    return entries
  }

  /// Nil when this user may not read it.
  func openDirectory(in parent: OwnedDescriptor) throws(Problem) -> OwnedDescriptor? {
    let number = withName { openat(parent.number, $0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
    if number < 0, errno == EACCES { return nil }
    guard number >= 0 else { throw .lastSystemCall("open \(text)") }
    return OwnedDescriptor(owning: number)
  }

  func isOpaque(in parent: OwnedDescriptor) throws(Problem) -> Bool {
    let result = withName { roost_overlay_is_opaque(parent.number, $0) }
    guard result >= 0 else { throw Problem.system(Errno(rawValue: -result), "look at the directory \(text)") }
    return result > 0
  }

  func makeDirectory(in parent: OwnedDescriptor, _ path: String) throws(Problem) -> OwnedDescriptor {
    guard withName({ mkdirat(parent.number, $0, 0o700) }) == 0 else { throw .lastSystemCall("make \(path)") }
    guard let directory = try openDirectory(in: parent) else { throw .lastSystemCall("open \(path)") }
    return directory
  }

  /// An empty one.
  func makeFile(in parent: OwnedDescriptor, mode: mode_t, _ path: String) throws(Problem) {
    _ = try createFile(in: parent, mode: mode, path)
  }

  /// The same file under the same name, or a copy where that is not allowed.
  func link(from source: OwnedDescriptor, to target: OwnedDescriptor, _ path: String) throws(Problem) {
    guard kind == S_IFREG || kind == S_IFLNK else { throw StackMerge.refused(path, "is a device, a pipe or a socket") }
    if withName({ linkat(source.number, $0, target.number, $0, 0) }) == 0 { return }
    guard [EPERM, EXDEV, EMLINK].contains(errno) else { throw .lastSystemCall("link \(path)") }
    try kind == S_IFLNK ? copyLink(from: source, to: target, path) : copyFile(from: source, to: target, path)
  }

  private func copyLink(from source: OwnedDescriptor, to target: OwnedDescriptor, _ path: String) throws(Problem) {
    var destination = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    guard withName({ readlinkat(source.number, $0, &destination, Int(PATH_MAX)) }) >= 0 else {
      throw .lastSystemCall("read the link \(path)")
    }
    guard withName({ symlinkat(destination, target.number, $0) }) == 0 else { throw .lastSystemCall("make the link \(path)") }
  }

  private func copyFile(from source: OwnedDescriptor, to target: OwnedDescriptor, _ path: String) throws(Problem) {
    let number = withName { openat(source.number, $0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
    if number < 0, errno == EACCES { return try makeFile(in: target, mode: 0, path) }
    guard number >= 0 else { throw .lastSystemCall("open \(path)") }
    let input = OwnedDescriptor(owning: number)
    let output = try createFile(in: target, mode: mode, path)
    try FileCopy.copy(input, to: output, path)
    guard futimens(output.number, times) == 0 else { throw .lastSystemCall("set the time of \(path)") }
  }

  private func createFile(in parent: OwnedDescriptor, mode: mode_t, _ path: String) throws(Problem) -> OwnedDescriptor {
    let number = withName { openat(parent.number, $0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600) }
    guard number >= 0 else { throw .lastSystemCall("make \(path)") }
    let file = OwnedDescriptor(owning: number)
    guard fchmod(number, mode) == 0 else { throw .lastSystemCall("set the mode of \(path)") }
    return file
  }

  private func withName<Value>(_ body: (UnsafePointer<CChar>) -> Value) -> Value { entry.withName(body) }
}
