/// Where requests of some paths go instead. Paths are as the app sees them: without the prefix it is mounted at.
package struct PathRule: Codable, Sendable, Equatable {
  package var from: PathPattern
  package var to: PathTemplate
  /// Of the answer; `nil` when the app itself is asked for the other path and the client learns nothing of it.
  package var status: Int?

  package init(from: PathPattern, to: PathTemplate, status: Int?) {
    self.from = from
    self.to = to
    self.status = status
  }

  package static let statuses = [301, 302, 303, 307, 308]

  /// The address that a path leads to; `query` is empty or begins with `?`, and is kept unless the rule has one.
  package func target(of path: RequestPath, query: String) -> String? {
    guard let found = from.match(path) else { return nil }
    let target = to.filled(with: found)
    return target.contains("?") || target.contains("#") ? target : target + query
  }
}
