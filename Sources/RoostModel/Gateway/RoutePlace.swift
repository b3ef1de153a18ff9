/// A place where the world finds an app: a host and a path on it.
package struct RoutePlace: Hashable, Sendable, Codable {
  /// `nil` is the gateway's own: every host that is not named otherwise.
  package let host: RouteHost?
  package let path: RoutePath

  package init(host: RouteHost?, path: RoutePath) {
    self.host = host
    self.path = path
  }

  /// A place with the same key is the same place, whatever the app gets to see there.
  package struct Key: Hashable, Sendable {
    let host: String?
    let path: String
  }

  package var key: Key { Key(host: host?.description, path: path.path) }

  /// `shop.example.com/cart`, or `/cart` alone.
  package var text: String { (host?.description ?? "") + path.path + (path.path.isEmpty ? "/" : "") }

  /// Whether what belongs to this place would go to `other` if this one were not there.
  package func isPart(of other: RoutePlace) -> Bool {
    guard key != other.key, isBelow(other.path.path) else { return false }
    if host == other.host { return true }
    guard let name = host?.description, let wildcard = other.host, wildcard.isWildcard, let dot = name.firstIndex(of: ".") else {
      return false
    }
    return name[dot...] == wildcard.description.dropFirst()
  }

  private func isBelow(_ other: String) -> Bool { path.path == other || path.path.hasPrefix(other + "/") }
}
