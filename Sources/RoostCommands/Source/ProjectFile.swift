import Glibc
import RoostModel

/// A file that a user names on the command line and that exists.
enum ProjectFile {
  private static let largest = 64 << 10

  /// Absolute and without symbolic links, as the daemon needs it.
  static func absolute(_ path: String) throws(Problem) -> String {
    guard let resolved = realpath(path, nil) else { throw unreadable(path) }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// All of a small one; `-` is standard input.
  static func read(_ path: String) throws(Problem) -> [UInt8] {
    let file = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw unreadable(path) }
    defer { close(file) }
    if let bytes = try read(file, atMost: largest, called: path) { return bytes }
    throw Problem(.usageInvalid, "\(path) is too large to be a token, a key or header lines", hint: "look at it: ls -l \(path)")
  }

  /// All of an open file; `nil` when that is too much.
  static func read(_ file: Int32, atMost limit: Int, called path: String) throws(Problem) -> [UInt8]? {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while bytes.count <= limit {
      let count = piece.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw unreadable(path) }
      if count == 0 { return bytes }
      bytes += piece[..<count]
    }
    return nil
  }

  private static func unreadable(_ path: String) -> Problem {
    Problem(
      .usageInvalid, "\(path.debugDescription) cannot be read", hint: "check its name and its mode: ls -l \(path)",
      cause: String(cString: strerror(errno)))
  }
}
