import Logging
import RoostAgentClient
import RoostModel
import RoostSystem

/// Whatever there is of an environment: processes, control groups, directory.
struct ProcessRemains: Sendable {
  private let host: ProcessHost
  private let id: EnvironmentID
  private let directory: EnvironmentDirectory

  init(_ host: ProcessHost, _ id: EnvironmentID) {
    self.host = host
    self.id = id
    directory = host.environments.directory(of: id)
  }

  /// The agent, if it was written down. Nil when the record cannot be read: then its mark finds the processes.
  var agent: AgentProcess? {
    get async {
      let directory = directory
      return await BlockingWork.run { ((try? ProcessRecord.read(directory)) ?? nil)?.agent }
    }
  }

  /// Nothing runs afterwards. What is stuck in the kernel is left to ``remove()``, which says so.
  func end() async {
    await MarkedProcesses(id: id, agent: await agent).end()
    do {
      try await CgroupRemoval.remove(host.limits.existing(directory.groupName))
    } catch {
      host.logger.warning(
        "control groups left behind", metadata: ["environment.id": "\(id)", "problem": "\(error.message)"])
    }
  }

  /// Harmless when there is nothing.
  func remove() async throws(Problem) {
    await end()
    try await CgroupRemoval.remove(host.limits.existing(directory.groupName))
    try await DirectoryRemoval.remove(directory.path)
  }
}
