package import Logging
package import RoostAgentClient
import RoostAgentProtocol
package import RoostEnvironments
package import RoostModel
import RoostSystem
package import SystemPackage

/// Environments on other hosts, reached by the machine's own `ssh` with all its settings. Our agent is sent there and makes
/// a sandbox; it outlives connections and this daemon.
package struct SSHStrategy: AgentStrategy {
  package let kind = StrategyKind.ssh
  let hosts: SSHHosts

  package init(_ configuration: SSHConfiguration, logger: Logger) { hosts = SSHHosts(configuration, logger) }

  /// Without a host there is only the client to look at.
  package var environments: EnvironmentsDirectory { hosts.environments }

  package func probe() async -> ProbeReport {
    do throws(Problem) {
      let version = try await ExternalCommand("ssh", ["-V"]).succeed().standardError
      let name = version.prefix { !$0.isNewline }
      return report(
        true,
        ProbeReport.Finding(passed: true, what: "a host, which decides what it can: --on ssh://USER@HOST (\(name) is there)"))
    } catch {
      return report(false, ProbeReport.Finding(passed: false, what: error.message, remedy: "apt-get install -y openssh-client"))
    }
  }

  package func probe(_ target: StrategyTarget) async -> ProbeReport {
    guard let host = target.host else { return await probe() }
    do throws(Problem) {
      let address = try SSHAddress("ssh://\(host)")
      return try await hosts.host(at: address).connection.facts().report(address)
    } catch {
      return report(false, ProbeReport.Finding(passed: false, what: error.message, remedy: error.hint))
    }
  }

  private func report(_ isUsable: Bool, _ finding: ProbeReport.Finding) -> ProbeReport {
    ProbeReport(strategy: .ssh, isUsable: isUsable, isolation: .namespaces, abilities: [], findings: [finding])
  }

  /// Ends the connections to all hosts; what runs there goes on.
  package func disconnect() async {
    for host in hosts.all { await host.connection.close() }
  }

  package func prepare(_ spec: EnvironmentSpec) async throws(Problem) -> any Environment {
    let host = try hosts.host(of: spec)
    try FarRules.check(spec)
    let environments = hosts.environments
    // Only who takes less gets less, so only then the host is asked what it has.
    let facts = spec.mayBeWeaker == true ? try await host.connection.facts() : nil
    let plain = facts.flatMap { $0.isolates ? nil : $0.places }
    let directory = try await BlockingWork.run { () throws(Problem) in try environments.create(spec) }
    if facts?.runsBare == true {
      return bare(BareCarrier(hosts: hosts, host: host, spec: spec, directory: directory), nil)
    }
    let carrier = SSHCarrier(hosts: hosts, host: host, spec: spec, directory: directory, isPlain: plain != nil)
    return try shown(environment(spec, directory, carrier), plain)
  }

  package func reattach(_ id: EnvironmentID) async throws(Problem) -> (any Environment)? {
    if let (carrier, record) = try await bareFound(id) {
      guard let agent = record.agent, agent.isAlive else { return nil }
      let environment = bare(carrier, record)
      return try await environment.inner.reattach(at: .local(agent)) ? environment : nil
    }
    guard let (carrier, record) = try await found(id), let record, try await carrier.isAlive(record) else { return nil }
    if let link = record.link { await carrier.host.network.hold(link) }
    // One that was paused answers again once it moves; whoever wants it paused says so again.
    if record.freezer != nil { try await carrier.resume() }
    try await carrier.reach(record)
    let environment = environment(carrier.spec, carrier.directory, carrier)
    guard try await environment.reattach(at: carrier.address(record)) else { return nil }
    return try shown(environment, carrier.isPlain ? FarPlaces(ofEnvironment: record.directory) : nil)
  }

  package func discard(_ id: EnvironmentID) async throws(Problem) {
    if let (carrier, _) = try await bareFound(id) { return try await carrier.remove() }
    guard let (carrier, _) = try await found(id) else {
      return try await DirectoryRemoval.remove(hosts.environments.directory(of: id).path)
    }
    try await carrier.remove()
  }

  package func removeVolume(_ name: String, at target: StrategyTarget) async throws(Problem) {
    guard let host = target.host else { return }
    let far = hosts.host(at: try SSHAddress("ssh://\(host)"))
    let path = try FarVolumes.path(name, try await far.connection.facts().places)
    let answer = try await far.connection.call(FarScript.removeTree(path), within: .seconds(300), isRepeatable: true)
    guard answer.status == .exited(0) else {
      throw Problem(
        .environmentState, "\(path) on \(far.address) cannot be removed",
        hint: "look at it: \(far.address.commandLine) ls -la \(path)", cause: answer.errors)
    }
  }

  package func salvage(
    _ process: ProcessNumber, of id: EnvironmentID, in directory: FilePath
  ) async throws(Problem) -> ExitStatus? {
    if let (carrier, _) = try await bareFound(id) {
      return try await KeptOutput.salvage(process, outOf: carrier.directory.journal, to: directory)
    }
    guard let (carrier, record) = try await found(id), let record else { return nil }
    let journal = FarJournal(connection: carrier.host.connection, directory: "\(record.directory)/\(JournalFormat.directory)")
    let exit = try await journal.exit(of: process)
    try await journal.bring(process, to: directory)
    return exit
  }

  /// What is written down here of an environment; nil without its specification.
  private func found(_ id: EnvironmentID) async throws(Problem) -> (SSHCarrier, SSHRecord?)? {
    let directory = hosts.environments.directory(of: id)
    let found = try await BlockingWork.run { () throws(Problem) in
      (try JSONFile.read(EnvironmentSpec.self, from: directory.spec), try SSHRecord.read(directory))
    }
    guard let spec = found.0 else { return nil }
    let host = try hosts.host(of: spec)
    let isPlain = found.1?.mark != nil
    return (SSHCarrier(hosts: hosts, host: host, spec: spec, directory: directory, isPlain: isPlain), found.1)
  }

  /// One without files of its own is seen through a map of paths.
  private func shown(_ environment: AgentEnvironment, _ plain: FarPlaces?) throws(Problem) -> any Environment {
    guard let places = plain else { return environment }
    var there = environment.spec
    there.mounts = try FarVolumes(there.mounts, places, owner: nil).mounts
    let files = EnvironmentDirectory(there.id, below: places.environments).files
    return PlainEnvironment(inner: environment, paths: PathMap(there, files: files))
  }

  private func environment(
    _ spec: EnvironmentSpec, _ directory: EnvironmentDirectory, _ carrier: SSHCarrier
  ) -> AgentEnvironment {
    AgentEnvironment(
      spec, in: directory, carriedBy: carrier, answerLimit: hosts.configuration.answerLimit, logger: hosts.logger)
  }
}
