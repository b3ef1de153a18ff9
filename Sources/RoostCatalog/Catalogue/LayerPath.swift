/// Judges paths that a catalogue entry writes to or links from. Pure.
enum LayerPath {
  /// Relative, and with neither `.` nor `..` nor an empty part.
  static func isInside(_ path: String) -> Bool {
    !path.isEmpty && path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { !["", ".", ".."].contains($0) }
  }

  /// Whether a symbolic link at `path`, followed as text, ends in the same tree.
  static func linkStaysInside(path: String, target: String) -> Bool {
    guard !target.hasPrefix("/"), !target.isEmpty else { return false }
    var depth = path.split(separator: "/").count - 1
    for part in target.split(separator: "/") where part != "." {
      depth += part == ".." ? -1 : 1
      if depth < 0 { return false }
    }
    return true
  }
}
