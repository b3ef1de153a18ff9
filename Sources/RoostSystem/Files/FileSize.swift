import Glibc
package import RoostModel
package import SystemPackage

/// How long a file is.
package enum FileSize {
  /// Of a plain file; a symbolic link is a problem. Blocking.
  package static func of(_ path: FilePath) throws(Problem) -> ByteCount {
    var status = stat()
    guard lstat(path.string, &status) == 0 else { throw Problem.lastSystemCall("look at \(path)") }
    guard status.st_mode & S_IFMT == S_IFREG else { throw Problem.system(.invalidArgument, "use \(path) as a file") }
    return ByteCount(UInt64(status.st_size))
  }
}
