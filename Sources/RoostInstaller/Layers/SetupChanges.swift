import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// Brings what setup commands wrote, an overlay's upper directory, into the layer's tree. Everything belongs to root there.
struct SetupChanges {
  /// For people: `php 8.2.35`.
  let title: String
  /// What the sandbox itself has there.
  private static let ownPlaces: Set<Substring> = ["app", "dev", "proc", "run", "sys", "tmp"]

  init(of title: String) { self.title = title }

  /// Blocking. A directory that was removed and made again keeps what the layer had in it.
  func merge(_ changes: FilePath, into tree: FilePath) throws(Problem) {
    try TreeWalk.walk(changes) { (node) throws(Problem) in
      if let top = node.path.split(separator: "/").first, SetupChanges.ownPlaces.contains(top) { return }
      let target = tree.string + "/" + node.path
      switch node.kind {
      case .directory: try ensureDirectory(target, mode: node.status.st_mode & 0o755, node.path)
      case .file, .link: try take(node, to: target)
      case .other: try remove(target, node)
      }
    }
  }

  private func ensureDirectory(_ target: String, mode: mode_t, _ path: String) throws(Problem) {
    if mkdir(target, mode) == 0 {
      guard chmod(target, mode) == 0 else { throw Problem.lastSystemCall("make \(target)") }
      return
    }
    var status = stat()
    guard errno == EEXIST, lstat(target, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw refused("makes the directory \(path), which is something else in the layer")
    }
  }

  private func take(_ node: TreeWalk.Node, to target: String) throws(Problem) {
    guard node.withName({ renameat(node.parent, $0, AT_FDCWD, target) }) == 0 else {
      throw Problem.lastSystemCall("move \(node.path) into the layer")
    }
    guard geteuid() != 0 || lchown(target, 0, 0) == 0 else { throw Problem.lastSystemCall("hand over \(target)") }
    guard node.kind == .file else { return }
    guard chmod(target, node.status.st_mode & 0o755) == 0 else { throw Problem.lastSystemCall("change the mode of \(target)") }
  }

  /// A character device 0:0 says that the file below is gone.
  private func remove(_ target: String, _ node: TreeWalk.Node) throws(Problem) {
    guard node.status.st_mode & S_IFMT == S_IFCHR, node.status.st_rdev == 0 else {
      throw refused("makes \(node.path), which is neither file, link nor directory")
    }
    guard unlink(target) == 0 else { throw refused("removes \(node.path), which belongs to another layer") }
  }

  private func refused(_ what: String) -> Problem {
    Problem(.catalogueInvalid, "the setup of \(title) \(what)", hint: "mend `setup` in its catalogue entry")
  }
}
