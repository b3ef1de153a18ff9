package import RoostModel
package import RoostSystem

/// Opens the way out of this machine for environments that have a link of one subnet, as far as each may go.
package struct EgressGate: Sendable {
  package let firewall: EgressFirewall
  private let subnet: Subnet
  private let addresses: @Sendable (String) -> [IPv4Address]

  /// - Parameter addresses: of a name, none when it has none. Blocking.
  package init(
    _ firewall: EgressFirewall, subnet: Subnet,
    addresses: @escaping @Sendable (String) -> [IPv4Address] = DestinationLookup.ask
  ) {
    self.firewall = firewall
    self.subnet = subnet
    self.addresses = addresses
  }

  /// Refuses destinations that no environment reaches. Blocking; asks nobody.
  package func check(_ network: NetworkPolicy) throws(Problem) {
    if case .allow(let destinations) = network { try lookup.check(destinations) }
  }

  /// Loads the rules of the network when the environment needs them.
  package func open(for spec: EnvironmentSpec) async throws(Problem) -> WayOut {
    switch spec.network {
    case .none: return .closed
    case .outbound:
      let resolver = await BlockingWork.run { HostFiles.resolver() }
      try await firewall.ensure(nameservers: resolver.nameservers)
      return .open(resolver)
    case .allow(let destinations):
      let gate = self
      let allowed = try await BlockingWork.run { () throws(Problem) in try gate.lookup.resolve(destinations) }
      try await firewall.allow(AllowedTraffic(interface: BootPlan.interfaceName(of: spec.id), destinations: allowed))
      return .limited(allowed)
    }
  }

  /// Takes away what was loaded for an environment that may reach some destinations only.
  package func forget(_ id: EnvironmentID) async throws(Problem) {
    try await firewall.forget(interface: BootPlan.interfaceName(of: id))
  }

  private var lookup: DestinationLookup {
    DestinationLookup(closed: ClosedRanges(subnet: subnet, own: HostAddresses.all()), addresses: addresses)
  }
}
