import CRoost
import Glibc
import RoostModel
import SystemPackage

/// Makes files, directories and links below one directory, and never outside it: the kernel resolves every path from
/// there. Blocking; not for several threads at a time.
struct TreeWriter {
  let root: OwnedDescriptor
  private let resolution: roost_resolution
  private var lastPath: String?
  private var lastDirectory: OwnedDescriptor

  /// `throughLinks` follows symbolic links as a system with this root would; otherwise there may be none on the way.
  init(_ tree: FilePath, throughLinks: Bool) throws(Problem) {
    let number = open(tree.string, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0 else { throw Problem.lastSystemCall("open \(tree)") }
    root = OwnedDescriptor(owning: number)
    lastDirectory = root
    resolution = throughLinks ? ROOST_IN_ROOT : ROOST_BENEATH
  }

  /// The open directory that is to hold `path`, made with its parents where it is missing, and the last part of `path`.
  mutating func place(of path: String) throws(Problem) -> (directory: OwnedDescriptor, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (root, path) }
    let parent = String(path[..<slash])
    if parent != lastPath {
      lastDirectory = try directory(parent)
      lastPath = parent
    }
    return (lastDirectory, String(path[path.index(after: slash)...]))
  }

  /// Opens a directory; makes it and its parents where they are missing.
  mutating func directory(_ path: String) throws(Problem) -> OwnedDescriptor {
    let opened = existing(path)
    if opened >= 0 { return OwnedDescriptor(owning: opened) }
    guard opened == -ENOENT else { throw Problem.system(Errno(rawValue: -opened), "make the directory \(path)") }
    let (parent, name) = try place(of: path)
    guard mkdirat(parent.number, name, 0o755) == 0 || errno == EEXIST else {
      throw Problem.lastSystemCall("make the directory \(path)")
    }
    let made = existing(path)
    guard made >= 0 else { throw Problem.system(Errno(rawValue: -made), "make the directory \(path)") }
    _ = fchmod(made, 0o755)
    return OwnedDescriptor(owning: made)
  }

  /// A new file, open for writing; only its maker may use it until ``finish(_:mode:modified:path:)``.
  mutating func file(_ path: String) throws(Problem) -> OwnedDescriptor {
    let (directory, name) = try place(of: path)
    let number = openat(directory.number, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard number >= 0 else { throw Problem.lastSystemCall("make \(path)") }
    return OwnedDescriptor(owning: number)
  }

  static func write(_ bytes: UnsafeRawBufferPointer, to file: OwnedDescriptor, path: String) throws(Problem) {
    var written = 0
    while written < bytes.count {
      let count = retryingInterrupts {
        Glibc.write(file.number, bytes.baseAddress?.advanced(by: written), bytes.count - written)
      }
      guard count >= 0 else { throw Problem.lastSystemCall("write \(path)") }
      written += count
    }
  }

  func finish(_ file: OwnedDescriptor, mode: UInt32, modified: Int64, path: String) throws(Problem) {
    guard fchmod(file.number, mode) == 0 else { throw Problem.lastSystemCall("change the mode of \(path)") }
    let time = timespec(tv_sec: Int(modified), tv_nsec: 0)
    var times = [time, time]
    guard futimens(file.number, &times) == 0 else { throw Problem.lastSystemCall("set the time of \(path)") }
  }

  mutating func symbolicLink(_ path: String, to target: String) throws(Problem) {
    let (directory, name) = try place(of: path)
    guard symlinkat(target, directory.number, name) == 0 else { throw Problem.lastSystemCall("make the link \(path)") }
  }

  mutating func hardLink(_ path: String, to earlier: String) throws(Problem) {
    let source = try place(of: earlier)
    let (directory, name) = try place(of: path)
    guard linkat(source.directory.number, source.name, directory.number, name, 0) == 0 else {
      throw Problem.lastSystemCall("make the link \(path)")
    }
  }

  /// The open directory, or the negated errno.
  private func existing(_ path: String) -> Int32 {
    roost_open(root.number, path, O_RDONLY | O_DIRECTORY, 0, resolution)
  }
}
