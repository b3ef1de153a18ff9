import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// A program of the machine: where it is found, and what tells whether it was replaced.
struct HostProgram: Sendable, Equatable, Codable {
  /// As that machine sees it.
  var path: String
  /// Device, inode, size and time of change of the file behind all links.
  var identity: String

  /// The first of that name in `searchPath`; `nil` when there is none. Blocking.
  static func find(_ name: String, in root: HostRoot, searchPath: String) -> HostProgram? {
    let places = name.hasPrefix("/") ? [name] : searchPath.split(separator: ":").map { "\($0)/\(name)" }
    for place in places where place.hasPrefix("/") {
      if let status = look(place, in: root) {
        let time = status.st_mtim
        return HostProgram(
          path: place, identity: "\(status.st_dev):\(status.st_ino):\(status.st_size):\(time.tv_sec).\(time.tv_nsec)")
      }
    }
    return nil
  }

  /// Follows links as that machine does: those that begin with a slash begin at its root.
  private static func look(_ place: String, in root: HostRoot) -> stat? {
    var path = place
    var status = stat()
    for _ in 0..<16 {
      let outside = root.outside(path).string
      guard lstat(outside, &status) == 0 else { return nil }
      guard status.st_mode & S_IFMT == S_IFLNK else {
        return status.st_mode & S_IFMT == S_IFREG && status.st_mode & 0o111 != 0 ? status : nil
      }
      guard let target = SymbolicLink.target(of: outside) else { return nil }
      path = FilePath(path).removingLastComponent().pushing(FilePath(target)).lexicallyNormalized().string
    }
    return nil
  }
}
