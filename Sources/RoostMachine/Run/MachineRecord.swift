import RoostAgentClient
import RoostModel
import RoostSystem
import SystemPackage

/// What a later daemon has to know about a machine.
struct MachineRecord: LinkedRecord, Equatable {
  static let fileName = "machine.json"

  /// Index of its network link in ``subnet``.
  var link: Int?
  var subnet: String?
  /// The packet filter holds a list of what it may reach.
  var isLimited: Bool?
  var emulator: AgentProcess?
  /// Carries connections between the agent's socket here and the machine's port.
  var bridge: AgentProcess?
}

extension EnvironmentDirectory {
  var writableDisk: FilePath { path.appending("disk.img") }
  var specificationDisk: FilePath { path.appending("spec.img") }
  /// What the kernel and the first process of the machine said.
  var console: FilePath { path.appending("console.log") }
  var emulatorLog: FilePath { path.appending("qemu.log") }
  var bridgeLog: FilePath { path.appending("bridge.log") }
  static let controlSocket = "control.sock"
  static let streamSocket = "stream.sock"
  static let orderSocket = "order.sock"
}
