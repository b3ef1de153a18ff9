import CRoost
import Glibc
import RoostAgentProtocol

/// Limits inside a virtual machine: a control group below the machine's own size, so that the sandbox runs out of memory
/// before the machine does.
struct GuestLimits {
  private static let root = "/sys/fs/cgroup"
  static let group = root + "/environment"
  private static let period = 100_000

  private let spec: MachineSpec

  init(_ spec: MachineSpec) { self.spec = spec }

  func applied(to boot: BootSpec) throws(BootFailure) -> BootSpec {
    try BootFailure.check(.limits, "mounting the control groups", mountGroups())
    try write("+memory +pids +cpu", to: GuestLimits.root + "/cgroup.subtree_control")
    try BootFailure.at(.limits, "making a control group") { () throws(SystemFailure) in
      try SystemFailure.checkLibrary(mkdir(GuestLimits.group, 0o755))
    }
    if spec.memory > 0 { try set("memory.max", "\(spec.memory)") }
    if spec.processes > 0 { try set("pids.max", "\(spec.processes)") }
    if spec.processorTime > 0 { try set("cpu.max", "\(spec.processorTime) \(GuestLimits.period)") }
    var boot = boot
    boot.limits.unifiedGroup = GuestLimits.group
    boot.limits.taskLists = []
    boot.limits.memoryEvents = GuestLimits.group + "/memory.events"
    return boot
  }

  private func mountGroups() -> Int32 { roost_mount_new("cgroup2", GuestLimits.root, nil, true, true) }

  private func set(_ name: String, _ value: String) throws(BootFailure) {
    try write(value, to: "\(GuestLimits.group)/\(name)")
  }

  private func write(_ text: String, to path: String) throws(BootFailure) {
    try BootFailure.at(.limits, "writing \(path)") { () throws(SystemFailure) in
      try Descriptor.open(path, O_WRONLY).writeAll(Array(text.utf8))
    }
  }
}
