import Glibc
import Logging
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
    links = LinkRegistry(configuration.subnet, environments)
    isRoot = geteuid() == 0
  }

  /// Without root there is only one user to be.
  func user(of spec: EnvironmentSpec) -> UInt32 { isRoot ? spec.user : geteuid() }
}
