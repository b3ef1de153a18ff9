import Glibc
import Logging
import RoostAgentClient
import RoostAgentProtocol
import RoostModel
import RoostSystem
import SystemPackage

/// A virtual machine of QEMU's.
struct MachineCarrier: AgentCarrier {
  let host: MachineHost
  let spec: EnvironmentSpec
  let directory: EnvironmentDirectory

  /// How long the bridge may take to find a new way to a machine that still runs.
  private static let patience: Duration = .seconds(20)
  private static let monitorLimit: Duration = .seconds(10)
  private static let copyLimit: Duration = .seconds(600)

  /// As long as QEMU lives there can be a bridge.
  func address(of emulator: AgentProcess?) -> AgentAddress {
    var address = AgentAddress.remote(bridge: emulator, patience: MachineCarrier.patience)
    let bridge = MachineBridge(host: host, spec: spec, directory: directory)
    let directory = directory
    address.restore = {
      // One that does not come up is tried again, as long as there is patience.
      try? await bridge.ensure()
      return true
    }
    let limit = spec.limits.seconds
    address.isOutOfTime = { limit.map { .seconds($0) <= emulator?.age ?? .zero } ?? false }
    address.epitaph = { await BlockingWork.run { emulator?.isAlive == true ? nil : MachineProblem.gone(directory) } }
    return address
  }

  func start() async throws(Problem) -> AgentAddress {
    let address = try await MachineBoot(host: host, spec: spec, directory: directory).run()
    host.keepAddresses(of: spec, directory)
    return address
  }

  /// A machine that says its agent ended in order stays, with nothing running in it, so that it can be sealed.
  func end(within limit: Duration) async {
    if limit > .zero {
      let control = MachineControl(directory: directory.path)
      let word = await BlockingWork.run { try? control.word(until: .now.advanced(by: limit)) }
      if word == .ended { return }
    }
    await MachineRemains(host, directory).endProcesses()
  }

  func remove() async throws(Problem) { try await MachineRemains(host, directory).remove() }

  func pause() async throws(Problem) {
    let monitor = MachineMonitor(directory: directory.path)
    try await BlockingWork.run { () throws(Problem) in try monitor.pause(within: MachineCarrier.monitorLimit) }
  }

  func resume() async throws(Problem) {
    let monitor = MachineMonitor(directory: directory.path)
    let clock = MachineClock(directory: directory)
    try await BlockingWork.run { () throws(Problem) in
      try monitor.resume(within: MachineCarrier.monitorLimit)
      try clock.set(until: .now.advanced(by: MachineCarrier.monitorLimit))
    }
  }

  func seal(into destination: FilePath) async throws(Problem) {
    let copy = copy
    try await BlockingWork.run { () throws(Problem) in
      try copy.seal(to: destination, until: .now.advanced(by: MachineCarrier.copyLimit))
    }
    await MachineRemains(host, directory).endProcesses()
  }

  /// What runs stands still inside, by its own kernel; the machine has to go on to send.
  var pausesForSnapshot: Bool { false }

  func snapshot(into destination: FilePath) async throws(Problem) {
    let copy = copy
    try await BlockingWork.run { () throws(Problem) in
      try copy.copy(to: destination, until: .now.advanced(by: MachineCarrier.copyLimit))
    }
  }

  private var copy: MachineCopy {
    MachineCopy(
      environment: directory, owner: host.isRoot ? spec.user : nil,
      limit: (spec.limits.disk ?? host.configuration.disk).bytes)
  }
}
