import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// What a base may not keep of where it was made.
enum BaseTree {
  /// Belongs to one machine, or is only needed while installing packages.
  private static let leftovers = [
    "etc/machine-id", "etc/hostname", "etc/resolv.conf", "var/lib/dbus/machine-id", "etc/dpkg/dpkg.cfg.d/99mmdebstrap",
  ]
  private static let emptied = ["var/cache/apt", "var/lib/apt/lists", "var/log", "tmp", "run", "dev", "proc", "sys"]

  /// Takes it away. No link of the tree leads further than one part of a path. Blocking.
  static func tidy(_ tree: FilePath) throws(Problem) {
    for name in leftovers {
      let path = tree.appending(name)
      guard try isInside(path.removingLastComponent(), tree) else { continue }
      guard unlink(path.string) == 0 || errno == ENOENT else { throw Problem.lastSystemCall("remove \(path)") }
    }
    for name in emptied {
      let directory = tree.appending(name)
      guard try isInside(directory, tree) else { continue }
      for child in try DirectoryListing.names(in: directory, hidden: true) {
        try DirectoryRemoval.removeNow(directory.appending(child))
      }
    }
  }

  /// Whether a directory of the tree is reached without a symbolic link, and there at all.
  private static func isInside(_ directory: FilePath, _ tree: FilePath) throws(Problem) -> Bool {
    var path = directory
    while path != tree {
      var status = stat()
      guard lstat(path.string, &status) == 0 else {
        if errno == ENOENT { return false }
        throw Problem.lastSystemCall("look at \(path)")
      }
      guard status.st_mode & S_IFMT == S_IFDIR else { return false }
      path = path.removingLastComponent()
    }
    return true
  }
}
