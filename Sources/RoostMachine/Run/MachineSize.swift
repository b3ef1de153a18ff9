import RoostModel

/// How large a machine is made for what was asked for. Pure.
struct MachineSize: Equatable {
  /// The kernel's and the agent's own memory comes on top of what the environment may use.
  private static let overhead: UInt64 = 192
  private static let maximumProcessors = 8

  var memoryMebibytes: UInt64
  var processors: Int
  var disk: ByteCount

  init(_ limits: ResourceLimits, _ configuration: MachineConfiguration, processorsHere: Int) {
    let memory = limits.memory ?? configuration.memory
    memoryMebibytes = (memory.bytes >> 20) + MachineSize.overhead
    let wanted = limits.cpus.map { Int($0.rounded(.up)) } ?? processorsHere
    processors = max(1, min(wanted, processorsHere, MachineSize.maximumProcessors))
    disk = limits.disk ?? configuration.disk
  }
}
