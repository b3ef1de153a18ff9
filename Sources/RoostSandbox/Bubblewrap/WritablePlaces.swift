import CRoost
import Glibc
import RoostAgentProtocol
import RoostModel
import RoostSystem
import SystemPackage

/// The places of a stack where its processes may write, each a copy of what the stack has there: a root of links cannot be written.
struct WritablePlaces: Equatable, Sendable {
  /// Where every sandbox may, if it has them; as the agent's own rules say.
  private static let usual = ["/app", "/data", "/cache"]
  /// Temporary file systems and mounts, which are writable anyway.
  private static let own = ["tmp", "run", "dev", "proc", "sys"]

  /// Without the slash at the beginning; none below another.
  let paths: [String]

  /// Pure.
  init(wanted: [String], mounted: [String]) {
    let taken = mounted.map(WritablePlaces.relative)
    var paths: [String] = []
    for path in (WritablePlaces.usual + wanted).map(WritablePlaces.relative).sorted() {
      let isOwn = path.isEmpty || WritablePlaces.own.contains { WritablePlaces.isBelow(path, $0) }
      guard !isOwn, !(taken + paths).contains(where: { WritablePlaces.isBelow(path, $0) }) else { continue }
      paths.append(path)
    }
    self.paths = paths
  }

  init(of boot: BootSpec) {
    let home = "HOME="
    let homes = boot.variables.filter { $0.hasPrefix(home) }.map { String($0.dropFirst(home.utf8.count)) }
    self.init(wanted: homes, mounted: boot.mounts.map(\.target))
  }

  /// Copies those that the root has below `upper`, and returns them.
  func copy(from root: FilePath, to upper: FilePath) async throws(Problem) -> [String] {
    var found: [String] = []
    for path in paths {
      let isThere = try await BlockingWork.run { () throws(Problem) in try WritablePlaces.isThere(path, in: root) }
      guard isThere else { continue }
      let target = upper.appending(path)
      try await BlockingWork.run { () throws(Problem) in try WritablePlaces.makeWay(to: path, from: root, below: upper) }
      try await UpperCopy.copy(root.appending(path), to: target)
      found.append(path)
    }
    return found
  }

  /// Says of the copies in `upper` that they are all there is: what was removed from them is not in the layers' either. Blocking.
  static func complete(_ paths: [String], in upper: FilePath) throws(Problem) {
    for path in paths {
      let place = upper.appending(path)
      let number = open(place.string, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      // A file hides what is below it.
      if number < 0, errno == ENOTDIR { continue }
      guard number >= 0 else { throw .lastSystemCall("open \(place)") }
      let directory = OwnedDescriptor(owning: number)
      let result = roost_overlay_make_opaque(directory.number)
      guard result >= 0 else { throw .system(Errno(rawValue: -result), "mark \(place) as complete") }
    }
  }

  private static func relative(_ path: String) -> String {
    path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }

  private static func isBelow(_ path: String, _ other: String) -> Bool { path == other || path.hasPrefix(other + "/") }

  /// A path through a symbolic link is left out: it is another place's.
  private static func isThere(_ path: String, in root: FilePath) throws(Problem) -> Bool {
    let tree = open(root.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard tree >= 0 else { throw .lastSystemCall("open \(root)") }
    let owned = OwnedDescriptor(owning: tree)
    let number = roost_open(owned.number, path, ROOST_O_PATH, 0, ROOST_BENEATH)
    guard number >= 0 else {
      if [ENOENT, ENOTDIR, ELOOP, EACCES].contains(-number) { return false }
      throw .system(Errno(rawValue: -number), "look for /\(path) in \(root)")
    }
    close(number)
    return true
  }

  /// The directories on the way look like those of the stack, because they may become part of a layer.
  private static func makeWay(to path: String, from root: FilePath, below upper: FilePath) throws(Problem) {
    var place = FilePath()
    for step in path.split(separator: "/").dropLast() {
      place.append(String(step))
      let target = upper.appending(place.string).string
      var status = stat()
      guard lstat(root.appending(place.string).string, &status) == 0 else { throw .lastSystemCall("look at \(place)") }
      guard mkdir(target, 0o700) == 0 || errno == EEXIST else { throw .lastSystemCall("make \(target)") }
      guard chmod(target, status.st_mode & 0o777 | 0o700) == 0 else { throw .lastSystemCall("set the mode of \(target)") }
    }
  }
}
