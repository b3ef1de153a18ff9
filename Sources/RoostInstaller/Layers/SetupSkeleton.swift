import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// Empty directories that lie over a layer while its setup commands run: those of the layer, and where runtimes put things.
///
/// In an overlay the topmost directory says whose it is, so that commands without privileges may add files.
struct SetupSkeleton {
  /// The host user the commands run as.
  let owner: UInt32

  private static let usual = [
    "etc", "usr", "usr/bin", "usr/sbin", "usr/lib", "usr/share", "usr/local", "usr/local/bin", "usr/local/sbin", "usr/local/lib",
    "var", "var/lib", "var/cache",
  ]

  init(owner: UInt32) { self.owner = owner }

  /// Blocking.
  func make(_ skeleton: FilePath, over tree: FilePath) throws(Problem) {
    try DirectoryCreation.ensure(skeleton)
    for path in SetupSkeleton.usual { try add(path, mode: 0o755, to: skeleton) }
    try TreeWalk.walk(tree) { (node) throws(Problem) in
      if node.kind == .directory { try add(node.path, mode: node.status.st_mode & 0o1777 | 0o700, to: skeleton) }
    }
  }

  private func add(_ path: String, mode: mode_t, to skeleton: FilePath) throws(Problem) {
    let directory = skeleton.string + "/" + path
    guard mkdir(directory, 0o755) == 0 || errno == EEXIST else { throw Problem.lastSystemCall("make \(directory)") }
    guard chmod(directory, mode) == 0, geteuid() != 0 || lchown(directory, owner, owner) == 0 else {
      throw Problem.lastSystemCall("hand over \(directory)")
    }
  }
}
