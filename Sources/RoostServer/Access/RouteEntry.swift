import HTTPTypes
import RoostModel
import Synchronization

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
  enum Body: Sendable {
    case json, bytes, form
    /// A form with a file.
    case upload
  }

  let method: HTTPRequest.Method
  /// Below `/api/v1`, as the router has it: `apps/:name/start`.
  let path: String
  let action: AccessAction
  let subject: RouteSubject
  let body: Body
  /// What it takes and gives. `nil` is a page.
  var form: RouteForm?

  var changes: Bool { method != .get && method != .head }

  /// What is made or used up by being fetched is not asked for in part.
  var answersHead: Bool { method == .get && form?.gives.isWhole ?? true }

  static func subject(of path: String) -> RouteSubject {
    path == "apps/:name" || path.hasPrefix("apps/:name/") ? .appInPath : .node
  }
}

/// All routes that were registered.
final class RouteTable: Sendable {
  private let registered = Mutex<[RouteEntry]>([])
  var entries: [RouteEntry] { registered.withLock { $0 } }
  func add(_ entry: RouteEntry) { registered.withLock { $0.append(entry) } }

  /// How a path below `/api/v1` may be asked; none where nothing is.
  func methods(of path: Substring) -> [HTTPRequest.Method] {
    let asked = path.split(separator: "/")
    let found = entries.filter { $0.leads(to: asked) }
    // `runtimes/plan` is no runtime.
    let fewest = found.map(\.unknowns).min()
    return found.filter { $0.unknowns == fewest }.flatMap { $0.answersHead ? [$0.method, .head] : [$0.method] }
  }
}

extension RouteEntry {
  fileprivate var unknowns: Int { path.split(separator: "/").count { $0.hasPrefix(":") } }

  fileprivate func leads(to asked: [Substring]) -> Bool {
    let segments = path.split(separator: "/")
    return segments.count == asked.count && zip(segments, asked).allSatisfy { $0.hasPrefix(":") || $0 == $1 }
  }
}
