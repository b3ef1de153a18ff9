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
  let logger: Logger
  let isRoot: Bool

  init(_ configuration: SandboxConfiguration, _ logger: Logger) {
    self.configuration = configuration
    self.logger = logger
    environments = EnvironmentsDirectory(path: configuration.environments)
    limits = LimitsDriver()
    firewall = EgressFirewall(subnet: configuration.subnet, scratch: configuration.environments)
    let (environments, subnet) = (environments, configuration.subnet)
    links = LinkRegistry(subnet) { SandboxRecord.links(of: subnet, in: environments) }
    isRoot = geteuid() == 0
  }

  /// Loads the rules of the network when the environment needs them. Returns who answers its questions for names.
  @discardableResult
  func openTheWayOut(of spec: EnvironmentSpec) async throws(Problem) -> ResolverConfiguration {
    guard spec.network == .outbound else { return ResolverConfiguration(files: []) }
    let resolver = await BlockingWork.run { HostFiles.resolver() }
    try await firewall.ensure(nameservers: resolver.nameservers)
    return resolver
  }

  /// Without root there is only one user to be.
  func user(of spec: EnvironmentSpec) -> UInt32 { isRoot ? spec.user : geteuid() }
}
