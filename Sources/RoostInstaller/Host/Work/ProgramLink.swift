import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// A link in `/usr/local/bin` to a program below `/opt/roost/runtimes`.
struct ProgramLink: Sendable, Equatable, Codable {
  var name: String
  /// As the machine sees it.
  var target: String
  /// Where it led before; `nil` when there was none.
  var previous: String?

  var path: String { "/usr/local/bin/\(name)" }

  enum State: Sendable, Equatable {
    case absent
    /// One of ours, leading there.
    case ours(String)
    case foreign
  }

  /// Blocking.
  func state(in root: HostRoot) -> State {
    let outside = root.outside(path).string
    var status = stat()
    guard lstat(outside, &status) == 0 else { return .absent }
    guard let target = SymbolicLink.target(of: outside) else { return .foreign }
    return target.hasPrefix(RuntimeArchive.home + "/") ? .ours(target) : .foreign
  }

  /// Replaces one of ours, or makes it. A reader sees the old or the new one. Blocking.
  func make(in root: HostRoot) throws(Problem) { try point(to: target, in: root) }

  /// As it was before, unless it leads elsewhere by now; none where it led to what is gone. Blocking.
  func restore(in root: HostRoot) throws(Problem) {
    guard case .ours(let current) = state(in: root), current == target else { return }
    if let previous, SmallLook.exists(root.outside(previous)) { return try point(to: previous, in: root) }
    let outside = root.outside(path)
    guard unlink(outside.string) == 0 || errno == ENOENT else { throw Problem.lastSystemCall("remove \(outside)") }
  }

  private func point(to target: String, in root: HostRoot) throws(Problem) {
    let outside = root.outside(path)
    try DirectoryCreation.ensure(outside.removingLastComponent())
    let temporary = outside.string + ".roost-new"
    guard unlink(temporary) == 0 || errno == ENOENT, symlink(target, temporary) == 0, rename(temporary, outside.string) == 0
    else { throw Problem.lastSystemCall("make the link \(outside)") }
    try AtomicFile.syncDirectory(outside.removingLastComponent())
  }
}
