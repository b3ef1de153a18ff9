/// What no environment reaches, whatever it is allowed: a list of destinations takes from the way out and adds nothing.
package struct ClosedRanges: Sendable {
  /// The addresses of environments.
  private let subnet: Subnet
  /// The machine's own.
  private let own: Set<IPv4Address>

  /// This network, loopback, link-local addresses with the metadata service of a cloud among them, multicast and beyond.
  private static let always = ["0.0.0.0/8", "127.0.0.0/8", EgressRules.metadataRange, "224.0.0.0/3"].compactMap { IPv4Range($0) }

  package init(subnet: Subnet, own: [IPv4Address]) {
    self.subnet = subnet
    self.own = Set(own)
  }

  /// Whether nothing of a range can be reached.
  package func cover(_ range: IPv4Range) -> Bool {
    if ClosedRanges.always.contains(where: { $0.contains(range) }) { return true }
    if range.prefixLength >= subnet.prefixLength, subnet.contains(range.base) { return true }
    return range.prefixLength == 32 && own.contains(range.base)
  }
}
