/// A request's path, cut and decoded once for all the rules it is held against.
package struct RequestPath: Sendable {
  /// Between slashes, of which several count as one: as it was sent, and what it means, which is `nil` when that is no text.
  let parts: [(sent: Substring, meant: String?)]
  /// Beside the one at the start.
  let endsInSlash: Bool

  package init(_ path: String) {
    parts = path.split(separator: "/").map { (sent: $0, meant: PathSegment.decode($0)) }
    endsInSlash = path.hasSuffix("/") && !parts.isEmpty
  }

  /// From the part at `index` to the end, as it was sent.
  func rest(from index: Int) -> String {
    guard index < parts.count else { return "" }
    let whole = parts[index].sent.base
    return String(whole[parts[index].sent.startIndex...])
  }
}
