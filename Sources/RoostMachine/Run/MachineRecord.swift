import RoostAgentClient
import RoostModel
import RoostSystem
import SystemPackage

/// What a later daemon has to know about a machine beyond its specification. Small, rewritten by rename.
struct MachineRecord: Codable, Sendable, Equatable {
  /// Index of its network link in ``subnet``.
  var link: Int?
  var subnet: String?
  var emulator: AgentProcess?
  /// Carries connections between the agent's socket here and the machine's port.
  var bridge: AgentProcess?

  static func read(_ directory: EnvironmentDirectory) throws(Problem) -> MachineRecord? {
    try JSONFile.read(MachineRecord.self, from: directory.machineRecord)
  }

  func write(to directory: EnvironmentDirectory) throws(Problem) { try JSONFile.write(self, to: directory.machineRecord) }

  /// Which links environments on disk have. Blocking.
  static func links(of subnet: Subnet, in environments: EnvironmentsDirectory) -> Set<Int> {
    let known = (try? environments.known()) ?? []
    return Set(
      known.compactMap { id in
        guard let record = try? read(environments.directory(of: id)), record.subnet == "\(subnet)" else { return nil }
        return record.link
      })
  }
}

extension EnvironmentDirectory {
  /// See ``MachineRecord``.
  var machineRecord: FilePath { path.appending("machine.json") }
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
