import Logging
import RoostAgentClient
import RoostModel
import RoostSystem
import SystemPackage

/// An agent on another host. Its socket there is forwarded to one here by the connection to that host, which is made again
/// when it is lost: the agent and its processes take no notice.
struct SSHCarrier: AgentCarrier {
  let hosts: SSHHosts
  let host: FarHost
  let spec: EnvironmentSpec
  let directory: EnvironmentDirectory
  /// Without a sandbox around it.
  let isPlain: Bool

  func start() async throws(Problem) -> AgentAddress {
    do throws(Problem) {
      let record = try await SSHBoot(host: host, spec: spec, directory: directory, isPlain: isPlain).run()
      try await reach(record)
      return address(record)
    } catch {
      await undo()
      throw error
    }
  }

  func address(_ record: SSHRecord) -> AgentAddress {
    var address = AgentAddress.remote(bridge: nil, patience: host.configuration.patience)
    address.restore = { await restore(record) }
    return address
  }

  /// Makes the agent's socket answer here.
  func reach(_ record: SSHRecord) async throws(Problem) {
    guard directory.socket.string.utf8.count <= SSHPath.longestSocket, SSHPath.isPlain(directory.socket.string) else {
      throw Problem(
        .settingsInvalid, "\(directory.socket) is too long a path for a socket, or holds unusual characters",
        hint: "use a shorter home: roost serve --home /var/lib/roost")
    }
    try await host.connection.forward(directory.socket, to: record.socket)
  }

  /// A host out of reach says nothing about the agent there.
  private func restore(_ record: SSHRecord) async -> Bool {
    do throws(Problem) {
      try await reach(record)
      return try await isAlive(record)
    } catch {
      hosts.logger.debug("host out of reach", metadata: ["environment.id": "\(spec.id)", "problem": "\(error.message)"])
      return true
    }
  }

  func isAlive(_ record: SSHRecord) async throws(Problem) -> Bool {
    guard let agent = record.agent else { return false }
    let answer = try await host.connection.brief(FarScript.isAlive(record.directory, agent: agent), isRepeatable: true)
    return answer.status != .exited(5)
  }

  func end(within limit: Duration) async {
    guard let record = await record, let agent = record.agent else { return }
    do throws(Problem) {
      let script = FarScript.end(record.directory, agent: agent, patience: limit)
      _ = try await host.connection.brief(script, within: limit + .seconds(20), isRepeatable: true)
      try await endPlain(record)
    } catch {
      hosts.logger.warning(
        "environment may still run on its host", metadata: ["environment.id": "\(spec.id)", "problem": "\(error.message)"])
    }
  }

  func pause() async throws(Problem) {
    let answer = try await host.connection.brief(FarScript.freeze(try await freezer), isRepeatable: true)
    guard answer.status == .exited(0) else {
      throw Problem(
        answer.status == .exited(5) ? .timeout : .environmentState, "environment \(spec.id) on \(host.address) cannot be paused",
        hint: "look what its processes wait for: \(host.address.commandLine) ps -eo pid,stat,wchan,cmd", cause: answer.errors)
    }
  }

  func resume() async throws(Problem) {
    let answer = try await host.connection.brief(FarScript.thaw(try await freezer), isRepeatable: true)
    guard answer.status == .exited(0) else {
      throw Problem(
        .environmentState, "environment \(spec.id) on \(host.address) cannot go on",
        hint: "look at its control group: \(host.address.commandLine) ls /sys/fs/cgroup/roost", cause: answer.errors)
    }
  }

  private var freezer: String {
    get async throws(Problem) {
      if let freezer = await record?.freezer { return freezer }
      throw Problem(
        .unsupported, "\(host.address) has no control groups of version 2 that could be paused",
        hint: "log in as root there, and: mount -t cgroup2 none /sys/fs/cgroup/unified")
    }
  }

  /// Fails while the host is out of reach: what is there would never be found again.
  func remove() async throws(Problem) {
    if let record = await record {
      try await endPlain(record)
      let answer = try await host.connection.brief(
        FarScript.remove(record.directory, agent: record.agent ?? 0, groups: record.groups), within: .seconds(120),
        isRepeatable: true)
      guard answer.status == .exited(0) else {
        throw Problem(
          .environmentState, "\(record.directory) on \(host.address) cannot be removed",
          hint: "look at it: \(host.address.commandLine) ls -la \(record.directory)", cause: answer.errors)
      }
      if let link = record.link { await host.network.release(link) }
      await host.connection.stopForwarding(directory.socket, to: record.socket)
    }
    try await DirectoryRemoval.remove(directory.path)
  }

  /// Where no first process takes all others along, they are looked for.
  private func endPlain(_ record: SSHRecord) async throws(Problem) {
    guard let mark = record.mark else { return }
    let script = FarScript.endPlain(record.directory, agent: record.agent ?? 0, mark: mark)
    let answer = try await host.connection.brief(script, within: .seconds(20), isRepeatable: true)
    guard answer.status == .exited(0) else {
      throw Problem(
        .environmentState, "processes of environment \(spec.id) on \(host.address) cannot be ended",
        hint: "look at them: \(host.address.commandLine) grep -l \(mark) '/proc/*/environ'", cause: answer.errors)
    }
  }

  /// One that cannot be read names nothing that could be ended.
  private var record: SSHRecord? {
    get async {
      let directory = directory
      return await BlockingWork.run { (try? SSHRecord.read(directory)) ?? nil }
    }
  }

  /// The directory here stays for whoever wants to know why; `destroy` removes it.
  private func undo() async {
    guard let record = await record else { return }
    do throws(Problem) {
      try await endPlain(record)
      _ = try await host.connection.brief(
        FarScript.remove(record.directory, agent: record.agent ?? 0, groups: record.groups), isRepeatable: true)
    } catch {
      hosts.logger.warning(
        "something may be left on a host", metadata: ["environment.id": "\(spec.id)", "problem": "\(error.message)"])
    }
  }
}
