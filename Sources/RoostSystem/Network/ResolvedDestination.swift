package import RoostModel

/// A destination that an environment is allowed to reach, with the addresses it stands for at present.
package struct ResolvedDestination: Hashable, Sendable {
  package var destination: NetworkDestination
  package var ranges: [IPv4Range]

  package init(_ destination: NetworkDestination, _ ranges: [IPv4Range]) {
    self.destination = destination
    self.ranges = ranges
  }

  /// Looked up, in contrast to one that is an address.
  package var isName: Bool { IPv4Range(destination.host) == nil }

  /// Lines of a hosts file. An address needs none.
  package var hostLines: [String] { isName ? ranges.map { "\($0.base) \(destination.host)" } : [] }
}
