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
    await endProcesses()
    try await giveBack()
    try await DirectoryRemoval.remove(directory.path)
    await host.stacks.collect()
  }

  /// What it had of the machine beyond its directory, once its processes are gone.
  func giveBack() async throws(Problem) {
    let record = await record
    host.addresses.forget(directory.id)
    try await removeGroups()
    if record?.isLimited == true { try await host.gate.forget(directory.id) }
    host.links.release(record?.link)
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

  /// Kills what runs, and waits until it is gone.
  func endProcesses() async {
    guard let agent = await agent else { return }
    agent.kill()
    await agent.waitForEnd(within: Remains.patience)
  }

  func removeGroups() async throws(Problem) { try await CgroupRemoval.remove(host.limits.existing(directory.groupName)) }
}
