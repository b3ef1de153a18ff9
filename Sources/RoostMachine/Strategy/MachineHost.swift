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
  let gate: EgressGate?
  /// What keeps lists of destinations up to date.
  let addresses: AddressRefresh?
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
    let gate = configuration.subnet.map { subnet in
      EgressGate(
        EgressFirewall(subnet: subnet, scratch: configuration.environments), subnet: subnet, addresses: configuration.addresses)
    }
    self.gate = gate
    addresses = gate.map { AddressRefresh($0, every: configuration.addressLifetime, logger: logger) }
    links = configuration.subnet.map { subnet in
      LinkRegistry(subnet) { MachineRecord.links(of: subnet, in: environments) }
    }
    isRoot = geteuid() == 0
  }

  var initialFiles: FilePath { configuration.machine.appending("initial") }

  /// The user that QEMU runs as: the environment's own, so that a machine that breaks out is nobody else. Without root there
  /// is only one user to be.
  func user(of spec: EnvironmentSpec) -> UInt32 { isRoot ? spec.user : geteuid() }

  /// Loads the rules of the network when the environment needs them.
  @discardableResult
  func openTheWayOut(of spec: EnvironmentSpec) async throws(Problem) -> WayOut { try await gate?.open(for: spec) ?? .closed }

  /// From now on the names that it may reach are looked up again.
  func keepAddresses(of spec: EnvironmentSpec, _ directory: EnvironmentDirectory) {
    let names = MachineNames(directory: directory)
    addresses?.keep(spec) { (destinations) throws(Problem) in try names.set(destinations) }
  }
}
