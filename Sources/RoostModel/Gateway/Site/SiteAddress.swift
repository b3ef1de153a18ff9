/// A request's path, cut and decoded once for all the rules it is held against.
package struct SiteAddress: Sendable {
  /// Between slashes: as it was sent, and what it means, which is `nil` when that is no text.
  let parts: [(sent: Substring, meant: String?)]

  package init(_ path: String) {
    parts = path.split(separator: "/").map { (sent: $0, meant: SiteText.decoded($0)) }
  }
}
