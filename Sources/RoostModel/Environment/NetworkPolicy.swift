/// What an environment may reach. It is always in a network of its own; nothing reaches it but ``dial``.
///
/// As text `none`, `outbound`, or `allow:` with destinations between commas: `allow:db.example.com:5432,192.0.2.0/24`.
package enum NetworkPolicy: Sendable, Hashable {
  /// Loopback only.
  case none
  /// Connections out of the machine, through address translation.
  case outbound
  /// Connections to these destinations and to nothing else. Never empty.
  case allow([NetworkDestination])

  /// Whether anything outside can be reached.
  package var leadsOut: Bool { self != .none }
}

extension NetworkPolicy: RawRepresentable, Codable {
  private static let allowPrefix = "allow:"

  package init?(rawValue: String) {
    switch rawValue {
    case "none": self = .none
    case "outbound": self = .outbound
    default:
      guard rawValue.hasPrefix(NetworkPolicy.allowPrefix) else { return nil }
      let words = rawValue.dropFirst(NetworkPolicy.allowPrefix.count).split(separator: ",", omittingEmptySubsequences: false)
      let destinations = words.compactMap { NetworkDestination(String($0)) }
      guard !destinations.isEmpty, destinations.count == words.count, words.count <= 256 else { return nil }
      self = .allow(destinations)
    }
  }

  package var rawValue: String {
    switch self {
    case .none: "none"
    case .outbound: "outbound"
    case .allow(let destinations): NetworkPolicy.allowPrefix + destinations.map(\.description).joined(separator: ",")
    }
  }
}
