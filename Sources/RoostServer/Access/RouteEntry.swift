import HTTPTypes
import RoostModel

/// What a route is about.
enum RouteSubject: Sendable {
  /// The machine, or all apps at once.
  case node
  /// The `:name` behind `apps/` in its path.
  case appInPath
  /// Known once its body is read: the handler calls ``APIContext/permit(_:)`` before it does anything.
  case named
  /// Its answer is cut down to what its reader may see.
  case visible
}

/// A route, and what its caller must be allowed.
struct RouteEntry: Sendable {
  enum Body: Sendable { case json, bytes, form }

  let method: HTTPRequest.Method
  /// Below `/api/v1`, as the router has it: `apps/:name/start`.
  let path: String
  let action: AccessAction
  let subject: RouteSubject
  let body: Body

  var changes: Bool { method != .get && method != .head }

  static func subject(of path: String) -> RouteSubject {
    path == "apps/:name" || path.hasPrefix("apps/:name/") ? .appInPath : .node
  }
}

/// All routes that were registered.
final class RouteTable {
  private(set) var entries: [RouteEntry] = []
  func add(_ entry: RouteEntry) { entries.append(entry) }
}
