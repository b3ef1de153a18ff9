import Glibc
import SystemPackage

/// What is at a path, its own symbolic link followed.
enum FilePlace: Sendable, Equatable {
  case nothing, file, directory, other

  static func of(_ path: FilePath) -> FilePlace {
    var status = stat()
    guard stat(path.string, &status) == 0 else { return errno == ENOENT ? .nothing : .other }
    return switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .directory
    default: .other
    }
  }
}
