import Glibc
import RoostModel

/// The directory a user names on the command line.
enum ProjectDirectory {
  /// Absolute and without symbolic links, as the daemon needs it.
  static func absolute(_ path: String) throws(Problem) -> String {
    // With the dot, what is no directory is an error too.
    guard !path.isEmpty, let resolved = realpath("\(path)/.", nil) else {
      throw missing(path, cause: String(cString: strerror(errno)))
    }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The last part of an absolute path.
  static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

  private static func missing(_ path: String, cause: String) -> Problem {
    Problem(
      .projectNotFound, "there is no project directory \(path.debugDescription)",
      hint: "name the directory that holds the project, or go there and name it '.': cd DIR", cause: cause)
  }
}
