/// Paths of a project that its author wrote.
enum RelativePath {
  /// The path without `.`, empty parts and a trailing `/`; `.` for the project itself; `nil` when it is absolute, leaves
  /// the project or holds control characters.
  static func normalized(_ path: String) -> String? {
    guard !path.isEmpty, !path.hasPrefix("/"), path.utf8.count <= 4096, path.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
      return nil
    }
    let parts = path.split(separator: "/").filter { $0 != "." }
    guard !parts.contains("..") else { return nil }
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }

  /// `path` as it is meant in a file of `directory`; may climb, but not out of the project.
  static func resolve(_ path: String, in directory: String) -> String? {
    guard !path.isEmpty, !path.hasPrefix("/") else { return nil }
    var parts = directory.split(separator: "/").map(String.init)
    for part in path.split(separator: "/") where part != "." {
      if part == ".." {
        guard parts.popLast() != nil else { return nil }
      } else {
        parts.append(String(part))
      }
    }
    return normalized(parts.joined(separator: "/"))
  }
}
