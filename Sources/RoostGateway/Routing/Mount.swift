import RoostModel

/// A route at one of its places: what a request that came there needs on its way. Immutable.
final class Mount: Sendable {
  let route: Route
  let path: RoutePath
  /// How the world addresses what the app calls `/`: a path without a slash at its end, or nothing.
  let prefix: String
  /// As many bytes of a request's path the app does not get to see.
  let stripped: Int
  /// What is added to a request: who the app is mounted as, in the words its server understands.
  let field: [UInt8]

  init(_ route: Route, at path: RoutePath) {
    self.route = route
    self.path = path
    let isMounted = path.strip && !path.path.isEmpty
    prefix = isMounted ? path.path : ""
    if case .upstream(_, prefixMode: .scriptName, _) = route.target.kind {
      stripped = 0
      field = isMounted ? Array("SCRIPT_NAME: \(prefix)\r\n".utf8) : []
    } else {
      stripped = prefix.utf8.count
      field = isMounted ? Array("X-Forwarded-Prefix: \(prefix)\r\n".utf8) : []
    }
  }

  /// Whether a path is the prefix alone: the slash is missing that pages below it resolve their links against.
  @inline(__always)
  func lacksSlash(_ requested: Span) -> Bool { !prefix.isEmpty && requested.count == prefix.utf8.count }
}
