import RoostModel
import RoostSystem
import SystemPackage

/// What machines share with each other: a kernel, its first file system, layers as disks. Made when the first one needs it.
struct MachineParts: Sendable {
  var kernel: FilePath
  var initial: FilePath
  /// Base first.
  var layers: [FilePath]
  var accelerator: Accelerator

  static func gather(for spec: EnvironmentSpec, _ host: MachineHost) async throws(Problem) -> MachineParts {
    let kernel = try await host.kernels.kernel()
    let initial = InitialFileSystem(kernel: kernel, agent: host.configuration.agent, directory: host.initialFiles)
    let file = try await BlockingWork.run { () throws(Problem) in try initial.make() }
    let layers = try await host.images.images(of: spec.trees)
    let trial = MachineTrial(host: host, kernel: kernel.image, initial: file)
    let accelerator = try await host.accelerators.choose { () async throws(Problem) in try await trial.succeeds() }
    return MachineParts(kernel: kernel.image, initial: file, layers: layers, accelerator: accelerator)
  }
}
