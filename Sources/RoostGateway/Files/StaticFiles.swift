package import SystemPackage

/// Files of an app that the gateway answers in its place, at a path below the app's own: what is not there goes to the app.
package struct StaticFiles: Sendable {
  /// With `/` at both ends: `/static/`.
  let path: [UInt8]
  let site: Site

  /// - Parameters:
  ///   - path: below the app's place, as `/static/`.
  ///   - root: a directory of one release, which does not change.
  package init(path: String, root: FilePath) {
    self.path = Array(path.utf8)
    site = Site(root: root, singlePage: false)
  }

  /// What of `path`, a path below the app's place, comes below this one, with the slash before it.
  @inline(__always)
  func rest(of path: Span, in bytes: Bytes) -> Span? {
    guard path.count > self.path.count else { return nil }
    for index in self.path.indices where bytes[path.start + index] != self.path[index] { return nil }
    return Span(start: path.start + self.path.count - 1, end: path.end)
  }
}
