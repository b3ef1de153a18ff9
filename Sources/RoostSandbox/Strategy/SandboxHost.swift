import Glibc
import Logging
import RoostAgentClient
import RoostModel
import RoostSystem

/// What all sandboxes of a daemon share: settings, control groups, the way out, addresses.
final class SandboxHost: Sendable {
  let configuration: SandboxConfiguration
  let environments: EnvironmentsDirectory
  let limits: LimitsDriver
  let firewall: EgressFirewall
  let links: LinkRegistry
  /// What keeps lists of destinations up to date.
  let addresses: AddressRefresh
  let logger: Logger
  let isRoot: Bool

  init(_ configuration: SandboxConfiguration, _ logger: Logger) {
    self.configuration = configuration
    self.logger = logger
    environments = EnvironmentsDirectory(path: configuration.environments)
    limits = LimitsDriver()
    addresses = AddressRefresh(every: configuration.addressLifetime)
    firewall = EgressFirewall(subnet: configuration.subnet, scratch: configuration.environments)
    let (environments, subnet) = (environments, configuration.subnet)
    links = LinkRegistry(subnet) { SandboxRecord.links(of: subnet, in: environments) }
    isRoot = geteuid() == 0
  }

  /// Loads the rules of the network when the environment needs them.
  func openTheWayOut(of spec: EnvironmentSpec) async throws(Problem) -> WayOut {
    switch spec.network {
    case .none: return .closed
    case .outbound:
      let resolver = await BlockingWork.run { HostFiles.resolver() }
      try await firewall.ensure(nameservers: resolver.nameservers)
      return .open(resolver)
    case .allow(let destinations):
      let lookup = lookup
      let allowed = try await BlockingWork.run { () throws(Problem) in try lookup.resolve(destinations) }
      try await firewall.allow(AllowedTraffic(interface: BootPlan.interfaceName(of: spec.id), destinations: allowed))
      return .limited(allowed)
    }
  }

  var lookup: DestinationLookup {
    DestinationLookup(
      closed: ClosedRanges(subnet: configuration.subnet, own: HostAddresses.all()), addresses: configuration.addresses)
  }

  /// Without root there is only one user to be.
  func user(of spec: EnvironmentSpec) -> UInt32 { isRoot ? spec.user : geteuid() }
}
