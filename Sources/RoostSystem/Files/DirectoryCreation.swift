import Glibc
package import RoostModel
package import SystemPackage

/// Makes directories.
package enum DirectoryCreation {
  /// Makes the directory and its missing parents. An existing directory keeps its mode.
  package static func ensure(_ path: FilePath, mode: UInt32 = 0o755) throws(Problem) {
    if mkdir(path.string, mode) == 0 { return }
    if errno == ENOENT {
      try ensure(path.removingLastComponent(), mode: mode)
      if mkdir(path.string, mode) == 0 { return }
    }
    guard errno == EEXIST else { throw Problem.lastSystemCall("make the directory \(path)") }
    var status = stat()
    guard stat(path.string, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw Problem.system(.notDirectory, "use \(path) as a directory")
    }
  }
}
