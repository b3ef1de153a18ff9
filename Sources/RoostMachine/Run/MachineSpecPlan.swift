import RoostAgentClient
import RoostAgentProtocol
import RoostModel
import RoostSystem
import SystemPackage

/// What a machine's first process is told, derived from what the user wants. Pure.
struct MachineSpecPlan {
  var spec: EnvironmentSpec
  var link: NetworkLink?
  var way: WayOut
  var identity: IdentityFiles
  var user: UInt32
  /// Files of the host that are mounted, or that every environment has, by their place inside.
  var files: [(target: String, bytes: [UInt8])]
  /// Those mounts that are directories.
  var shares: [BindMount]

  private static let period = 100_000.0

  var machineSpec: MachineSpec {
    var inner = spec
    inner.layers = spec.trees.indices.map { MachinePlaces.layer($0) }
    inner.snapshot = nil
    inner.user = user
    inner.mounts = shares.enumerated().map { (index, share) in
      BindMount(source: MachinePlaces.share(index), target: share.target, readOnly: share.readOnly)
    }
    let directory = EnvironmentDirectory(spec.id, below: FilePath(MachinePlaces.writable))
    var boot = BootPlan(
      spec: inner, directory: directory, limits: BootLimits(), link: link, resolver: way.resolver.text, identity: identity
    ).bootSpec
    boot.network?.hostInterface = "eth0"
    if way.isLimited, let hosts = boot.files.firstIndex(where: { $0.path == BootPlan.hostsTarget }) {
      boot.files[hosts].bytes += Array((MachinePlaces.namesMark + MachineNames.lines(of: way.names)).utf8)
    }
    boot.files += files.map { BootFile(path: $0.target, bytes: $0.bytes) }
    return limited(MachineSpec(boot: boot))
  }

  private func limited(_ machine: MachineSpec) -> MachineSpec {
    var machine = machine
    machine.memory = spec.limits.memory?.bytes ?? 0
    machine.processes = UInt32(clamping: spec.limits.processes ?? 0)
    machine.processorTime = spec.limits.cpus.map { UInt32(max(1000, $0 * MachineSpecPlan.period)) } ?? 0
    return machine
  }
}
