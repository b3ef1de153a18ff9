import RoostModel
import RoostSystem

/// Whatever there is of an environment on this machine: processes, control groups, directory, addresses.
struct Remains: Sendable {
  private let host: SandboxHost
  private let directory: EnvironmentDirectory
  /// How long the kernel may take to end what was killed.
  private static let patience: Duration = .seconds(5)

  init(_ host: SandboxHost, _ id: EnvironmentID) {
    self.host = host
    directory = host.environments.directory(of: id)
  }

  /// Harmless when there is nothing.
  func remove() async throws(Problem) {
    let link = await endProcesses()
    try await removeGroups()
    try await DirectoryRemoval.remove(directory.path)
    host.links.release(link)
  }

  /// Kills what runs, and waits until it is gone. Returns the index of the network link.
  @discardableResult
  func endProcesses() async -> Int? {
    let directory = directory
    // A record that cannot be read names no process; then the control groups find them.
    let record = await BlockingWork.run { (try? SandboxRecord.read(directory)) ?? nil }
    if let agent = record?.agent {
      agent.kill()
      await Remains.waitForEnd(of: agent, within: Remains.patience)
    }
    return record?.link
  }

  func removeGroups() async throws(Problem) { try await CgroupRemoval.remove(host.limits.existing(directory.groupName)) }

  /// False when it still lives after `limit`.
  @discardableResult
  static func waitForEnd(of agent: AgentProcess, within limit: Duration) async -> Bool {
    let deadline = ContinuousClock.now.advanced(by: limit)
    var pause = Duration.microseconds(100)
    while agent.isAlive {
      guard ContinuousClock.now < deadline else { return false }
      await SteadyPause.wait(pause)
      pause = min(pause * 3 / 2, .milliseconds(20))
    }
    return true
  }
}
