import CRoost
import Glibc
import RoostAgentClient
import RoostModel
import RoostSystem
import SystemPackage

/// Starts the process that carries connections from the agent's socket in the environment's directory to the machine.
struct MachineBridge: Sendable {
  let host: MachineHost
  let spec: EnvironmentSpec
  let directory: EnvironmentDirectory

  private static let limit: Duration = .seconds(10)
  /// What a machine may take longer than its limit and a boot until it is killed: its agent begins to end everything when
  /// the time is over, and that began a boot later than QEMU did.
  private static let overtime: Duration = .seconds(15)

  /// Starts one unless one is there.
  func ensure() async throws(Problem) {
    let directory = directory
    let record = try await BlockingWork.run { () throws(Problem) in try MachineRecord.read(directory) }
    guard record?.bridge?.isAlive != true else { return }
    try await start()
  }

  func start() async throws(Problem) {
    let directory = directory
    try await BlockingWork.run { () throws(Problem) in
      var record = try MachineRecord.read(directory) ?? MachineRecord()
      let process = AgentProcess(pid: try command(for: record.emulator).start())
      record.bridge = process
      try record.write(to: directory)
    }
    let deadline = ContinuousClock.now.advanced(by: MachineBridge.limit)
    while try await !answers() {
      guard ContinuousClock.now < deadline else { throw MachineProblem.failed("its bridge did not come up") }
      await SteadyPause.wait(.milliseconds(2))
    }
  }

  /// It keeps the environment's time as well: the agent does, but in a machine that is not trusted. Blocking.
  private func command(for emulator: AgentProcess?) throws(Problem) -> DetachedCommand {
    var command = DetachedCommand(
      tool: host.configuration.agent.string,
      arguments: [
        "bridge", "--accept", directory.socket.string, "--stream",
        directory.path.appending(EnvironmentDirectory.streamSocket).string,
      ],
      log: directory.bridgeLog)
    guard let limit = spec.limits.seconds, let emulator else { return command }
    let held = roost_process_hold(emulator.pid)
    guard held >= 0 else { throw .system(Errno(rawValue: -held), "hold the virtual machine") }
    _ = try command.descriptors.add(OwnedDescriptor(owning: held))
    // The number may have been another process's by then.
    guard emulator.isAlive else { throw MachineProblem.gone(directory) }
    let seconds = min(limit, ResourceLimits.sensibleSeconds.upperBound)
    let whole = .seconds(seconds) + host.configuration.bootLimit + MachineBridge.overtime
    let left = max(.zero, whole - (emulator.age ?? .zero))
    command.arguments += ["--end-after", "\(Int64(left / .milliseconds(1)))"]
    return command
  }

  /// Its socket is there a moment before it listens.
  private func answers() async throws(Problem) -> Bool {
    let directory = directory
    return try await BlockingWork.run { () throws(Problem) in
      try LineSocket.connect(directory.path, EnvironmentDirectory.socketName) != nil
    }
  }
}
