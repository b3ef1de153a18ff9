import Glibc
import SystemPackage

/// What is at a path.
enum FilePlace: Sendable, Equatable {
  case nothing, file, directory, other

  /// A symbolic link is what it leads to.
  static func of(_ path: FilePath) -> FilePlace {
    var status = stat()
    guard stat(path.string, &status) == 0 else { return errno == ENOENT ? .nothing : .other }
    return FilePlace(status)
  }

  /// A symbolic link is something else.
  static func ofItself(_ path: FilePath) -> FilePlace {
    var status = stat()
    guard lstat(path.string, &status) == 0 else { return errno == ENOENT ? .nothing : .other }
    return FilePlace(status)
  }

  private init(_ status: stat) {
    self =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .directory
      default: .other
      }
  }
}
