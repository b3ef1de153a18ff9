import Glibc
import RoostAgentClient
import RoostModel
import RoostSystem
import SystemPackage

/// Starts the process that carries connections from the agent's socket in the environment's directory to the machine.
struct MachineBridge: Sendable {
  let host: MachineHost
  let directory: EnvironmentDirectory

  private static let limit: Duration = .seconds(10)

  /// Starts one unless one is there.
  func ensure() async throws(Problem) {
    let directory = directory
    let record = try await BlockingWork.run { () throws(Problem) in try MachineRecord.read(directory) }
    guard record?.bridge?.isAlive != true else { return }
    try await start()
  }

  func start() async throws(Problem) {
    let command = DetachedCommand(
      tool: host.configuration.agent.string,
      arguments: [
        "bridge", "--accept", directory.socket.string, "--stream",
        directory.path.appending(EnvironmentDirectory.streamSocket).string,
      ],
      log: directory.bridgeLog)
    let directory = directory
    try await BlockingWork.run { () throws(Problem) in
      let process = AgentProcess(pid: try command.start())
      var record = try MachineRecord.read(directory) ?? MachineRecord()
      record.bridge = process
      try record.write(to: directory)
    }
    let deadline = ContinuousClock.now.advanced(by: MachineBridge.limit)
    while try await !answers() {
      guard ContinuousClock.now < deadline else { throw MachineProblem.failed("its bridge did not come up") }
      await SteadyPause.wait(.milliseconds(2))
    }
  }

  /// Its socket is there a moment before it listens.
  private func answers() async throws(Problem) -> Bool {
    let directory = directory
    return try await BlockingWork.run { () throws(Problem) in
      try LineSocket.connect(directory.path, EnvironmentDirectory.socketName) != nil
    }
  }
}
