import RoostAgentClient
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

  /// The first process, if it was written down.
  var agent: AgentProcess? {
    get async { await record?.agent }
  }

  /// A record that cannot be read names no process; then the control groups find them.
  private var record: SandboxRecord? {
    get async {
      let directory = directory
      return await BlockingWork.run { (try? SandboxRecord.read(directory)) ?? nil }
    }
  }

  /// Kills what runs, and waits until it is gone. Returns the index of the network link.
  @discardableResult
  func endProcesses() async -> Int? {
    let record = await record
    if let agent = record?.agent {
      agent.kill()
      await agent.waitForEnd(within: Remains.patience)
    }
    return record?.link
  }

  func removeGroups() async throws(Problem) { try await CgroupRemoval.remove(host.limits.existing(directory.groupName)) }
}
