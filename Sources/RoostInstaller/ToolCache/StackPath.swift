/// Paths as they are inside a stack, whose root is the root of its layers. Pure.
enum StackPath {
  /// Where a link leads, relative to the root and without `..`; `nil` when it leads out of it. `place` is the link itself.
  static func resolve(_ link: String, at place: String) -> String? {
    var parts = link.hasPrefix("/") ? [] : place.split(separator: "/").dropLast().map(String.init)
    for part in link.split(separator: "/") {
      switch part {
      case ".": continue
      case "..":
        guard !parts.isEmpty else { return nil }
        parts.removeLast()
      default: parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }
}
