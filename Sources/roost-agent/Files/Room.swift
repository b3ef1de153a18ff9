import Glibc

/// Whether anything more can be written in a place. Nobody tells when a file system becomes full, so it is looked at.
struct Room {
  /// Less than this is none: the last blocks are for the file system itself.
  private static let least: UInt64 = 64 << 10

  let path: String

  /// True where nobody can tell.
  var isLeft: Bool {
    var found = statvfs()
    guard statvfs(path, &found) == 0 else { return true }
    // Some file systems count no files.
    let hasFiles = found.f_files == 0 || found.f_favail > 0
    return hasFiles && UInt64(found.f_bavail) * UInt64(found.f_frsize) >= Room.least
  }
}
