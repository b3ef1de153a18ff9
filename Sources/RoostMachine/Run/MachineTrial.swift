import Glibc
import RoostAgentClient
import RoostModel
import RoostSystem
import SystemPackage

/// A machine without disks, started with KVM to see whether that works: `/dev/kvm` is there on many hosts where it does not.
struct MachineTrial: Sendable {
  let host: MachineHost
  let kernel: FilePath
  let initial: FilePath

  private static let memory: UInt64 = 256
  private static let limit: Duration = .seconds(8)
  /// Who is nobody on every host.
  private static let user: UInt32 = 65_534

  /// Whether its first process said a word, which is that it found no disk.
  func succeeds() async throws(Problem) -> Bool {
    let id = EnvironmentID()
    let directory = EnvironmentDirectory(id, below: host.configuration.machine.appending("trials"))
    try await BlockingWork.run { () throws(Problem) in try DirectoryCreation.ensure(directory.path, mode: 0o700) }
    let word = await attempt(in: directory)
    try await DirectoryRemoval.remove(directory.path)
    return word
  }

  private func attempt(in directory: EnvironmentDirectory) async -> Bool {
    do throws(Problem) {
      let process = try await BlockingWork.run { () throws(Problem) in
        let machine = try assemble(in: directory)
        return try machine.emulator.start(machine.descriptors)
      }
      let control = MachineControl(directory: directory.path)
      let word = await BlockingWork.run { try? control.word(until: .now.advanced(by: MachineTrial.limit)) }
      process.kill()
      await process.waitForEnd(within: MachineTrial.limit)
      await BlockingWork.run { DetachedCommand.collect() }
      return word != nil
    } catch {
      return false
    }
  }

  private func assemble(in directory: EnvironmentDirectory) throws(Problem) -> (
    emulator: Emulator, descriptors: InheritedDescriptors
  ) {
    var open = InheritedDescriptors()
    let sockets = try MachineSockets(in: directory.path)
    let user = host.isRoot ? MachineTrial.user : nil
    let plan = MachinePlan(
      accelerator: .kvm, memoryMebibytes: MachineTrial.memory, processors: 1, kernel: try open.open(kernel, O_RDONLY),
      initial: try open.open(initial, O_RDONLY),
      console: try open.open(directory.console, O_WRONLY | O_CREAT, mode: 0o600),
      monitor: try open.add(sockets.monitor), agent: try open.add(sockets.stream), control: try open.add(sockets.control),
      order: try open.add(sockets.order))
    let emulator = Emulator(
      tool: host.configuration.emulator, user: user, plan: plan, longestFile: 1 << 20, log: directory.emulatorLog)
    return (emulator, open)
  }
}
