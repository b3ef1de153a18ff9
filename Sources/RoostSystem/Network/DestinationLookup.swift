import Glibc
package import RoostModel

/// Finds the addresses of the destinations that an environment is allowed to reach, by the machine's own name service.
package struct DestinationLookup: Sendable {
  private let closed: ClosedRanges
  private let addresses: @Sendable (String) -> [IPv4Address]

  /// Of one name; what a name server answers is not trusted.
  private static let addressLimit = 64

  /// - Parameter addresses: of a name, none when it has none. Blocking.
  package init(closed: ClosedRanges, addresses: @escaping @Sendable (String) -> [IPv4Address] = DestinationLookup.ask) {
    self.closed = closed
    self.addresses = addresses
  }

  /// Refuses what is an address, or a range of them, that no environment reaches. Asks nobody.
  package func check(_ destinations: [NetworkDestination]) throws(Problem) {
    for destination in destinations {
      if let range = IPv4Range(destination.host), closed.cover(range) { throw DestinationLookup.closed(destination) }
    }
  }

  /// Blocking, as long as name servers take.
  package func resolve(_ destinations: [NetworkDestination]) throws(Problem) -> [ResolvedDestination] {
    try check(destinations)
    var resolved: [ResolvedDestination] = []
    for destination in destinations { resolved.append(try resolve(destination)) }
    return resolved
  }

  private func resolve(_ destination: NetworkDestination) throws(Problem) -> ResolvedDestination {
    if let range = IPv4Range(destination.host) { return ResolvedDestination(destination, [range]) }
    let found = Set(addresses(destination.host)).sorted().prefix(DestinationLookup.addressLimit).map { IPv4Range($0) }
    guard !found.isEmpty else {
      throw Problem(
        .environmentBootFailed, "the allowed destination '\(destination.host)' has no IPv4 address",
        hint: "look it up: getent ahostsv4 \(destination.host); correct `network` in roost.yml or --network")
    }
    // Whoever answers for a name must not open what is closed.
    let open = found.filter { !closed.cover($0) }
    guard !open.isEmpty else { throw DestinationLookup.closed(destination) }
    return ResolvedDestination(destination, open)
  }

  private static func closed(_ destination: NetworkDestination) -> Problem {
    Problem(
      .usageInvalid,
      "'\(destination)' is this machine, another environment or a link-local address, which no environment reaches",
      hint: "take it off the list of allowed destinations: `network` in roost.yml or --network")
  }

  /// The machine's resolver. Blocking.
  @Sendable package static func ask(_ name: String) -> [IPv4Address] {
    var hints = addrinfo()
    hints.ai_family = AF_INET
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var first: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(name, nil, &hints, &first) == 0 else { return [] }
    defer { freeaddrinfo(first) }
    var found: [IPv4Address] = []
    var next = first
    while let entry = next {
      next = entry.pointee.ai_next
      guard let address = entry.pointee.ai_addr, Int32(address.pointee.sa_family) == AF_INET else { continue }
      let number = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { $0.pointee.sin_addr.s_addr }
      found.append(IPv4Address(UInt32(bigEndian: number)))
    }
    return found
  }
}
