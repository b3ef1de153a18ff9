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
  let gate: EgressGate
  let links: LinkRegistry
  /// What keeps lists of destinations up to date.
  let addresses: AddressRefresh
  /// Roots for sandboxes that bubblewrap builds.
  let stacks: MergedStacks
  let builders: BuilderChoice
  let logger: Logger
  let isRoot: Bool

  init(_ configuration: SandboxConfiguration, _ logger: Logger) {
    self.configuration = configuration
    self.logger = logger
    environments = EnvironmentsDirectory(path: configuration.environments)
    limits = LimitsDriver()
    let firewall = EgressFirewall(subnet: configuration.subnet, scratch: configuration.environments)
    gate = EgressGate(firewall, subnet: configuration.subnet, addresses: configuration.addresses)
    addresses = AddressRefresh(gate, every: configuration.addressLifetime, logger: logger)
    let (environments, subnet) = (environments, configuration.subnet)
    links = LinkRegistry(subnet) { SandboxRecord.links(of: subnet, in: environments) }
    isRoot = geteuid() == 0
    stacks = MergedStacks(at: configuration.stacks, logger: logger)
    builders = BuilderChoice(
      BuilderTrial(isRoot: isRoot, agent: configuration.agent, bubblewrap: configuration.bubblewrap))
  }

  /// Without root there is only one user to be.
  func user(of spec: EnvironmentSpec) -> UInt32 { isRoot ? spec.user : geteuid() }

  /// From now on the names that it may reach are looked up again.
  func keepAddresses(of spec: EnvironmentSpec, _ directory: EnvironmentDirectory) {
    addresses.keep(spec) { (names) throws(Problem) in try HostsFile(path: directory.hosts).update(names) }
  }
}
