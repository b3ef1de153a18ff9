import Glibc
import Logging
import RoostAgentClient
import RoostModel
import RoostSystem
import SystemPackage

/// What all virtual machines of a daemon share: settings, kernels, images of layers, the way out, addresses.
final class MachineHost: Sendable {
  let configuration: MachineConfiguration
  let environments: EnvironmentsDirectory
  let kernels: KernelStore
  let images: LayerImages
  let accelerators: AcceleratorChoice
  let firewall: EgressFirewall?
  let links: LinkRegistry?
  let logger: Logger
  let isRoot: Bool

  init(_ configuration: MachineConfiguration, _ logger: Logger) {
    self.configuration = configuration
    self.logger = logger
    let machine = configuration.machine
    let environments = EnvironmentsDirectory(path: configuration.environments)
    self.environments = environments
    kernels = KernelStore(directory: machine.appending("kernels"), logger: logger)
    images = LayerImages(directory: machine.appending("layers"))
    accelerators = AcceleratorChoice(record: machine.appending("accelerator.json"), scratch: machine.appending("trial"))
    firewall = configuration.subnet.map { EgressFirewall(subnet: $0, scratch: configuration.environments) }
    links = configuration.subnet.map { subnet in
      LinkRegistry(subnet) { MachineRecord.links(of: subnet, in: environments) }
    }
    isRoot = geteuid() == 0
  }

  var initialFiles: FilePath { configuration.machine.appending("initial") }

  /// The user that QEMU runs as: the environment's own, so that a machine that breaks out is nobody else. Without root there
  /// is only one user to be.
  func user(of spec: EnvironmentSpec) -> UInt32 { isRoot ? spec.user : geteuid() }

  /// Loads the rules of the network when the environment needs them. Returns who answers its questions for names.
  @discardableResult
  func openTheWayOut(of spec: EnvironmentSpec) async throws(Problem) -> ResolverConfiguration {
    guard spec.network == .outbound, let firewall else { return ResolverConfiguration(files: []) }
    let resolver = await BlockingWork.run { HostFiles.resolver() }
    try await firewall.ensure(nameservers: resolver.nameservers)
    return resolver
  }
}
