package import Logging
package import RoostAgentClient
package import RoostEnvironments
package import RoostModel
import RoostSystem
package import SystemPackage

/// Environments made by our own agent with the kernel's own means: namespaces, an overlay, control groups, Landlock, seccomp.
/// As root, or without where user namespaces are allowed. They outlive the daemon.
package struct SandboxStrategy: AgentStrategy {
  package let kind = StrategyKind.sandbox
  private let host: SandboxHost

  package init(_ configuration: SandboxConfiguration, logger: Logger) { host = SandboxHost(configuration, logger) }

  package var environments: EnvironmentsDirectory { host.environments }

  package func probe() async -> ProbeReport {
    let host = host
    let builder = await host.builders.look()
    return await BlockingWork.run { SandboxFacts.gather(host, builder).report }
  }

  package func prepare(_ spec: EnvironmentSpec) async throws(Problem) -> any Environment {
    let host = host
    let directory = try await BlockingWork.run { () throws(Problem) in
      try SpecCheck.check(spec, isRoot: host.isRoot)
      try host.gate.check(spec.network)
      try host.limits.verify(spec.limits)
      return try host.environments.create(spec)
    }
    return environment(spec, directory)
  }

  private func environment(_ spec: EnvironmentSpec, _ directory: EnvironmentDirectory) -> AgentEnvironment {
    AgentEnvironment(
      spec, in: directory, carriedBy: SandboxCarrier(host: host, spec: spec, directory: directory),
      answerLimit: host.configuration.answerLimit, logger: host.logger)
  }

  package func reattach(_ id: EnvironmentID) async throws(Problem) -> (any Environment)? {
    let directory = host.environments.directory(of: id)
    let found = try await BlockingWork.run { () throws(Problem) in
      (try JSONFile.read(EnvironmentSpec.self, from: directory.spec), try SandboxRecord.read(directory))
    }
    guard let spec = found.0, let record = found.1, record.agent?.isAlive != false else { return nil }
    let groups = host.limits.existing(directory.groupName)
    let agent = record.agent ?? AgentProcess.first(among: groups.processes())
    // One that was paused answers again once it moves; whoever wants it paused says so again.
    try CgroupFreezer(groups)?.thaw()
    let environment = environment(spec, directory)
    guard try await environment.reattach(at: .local(agent)) else { return nil }
    await reopenTheWayOut(of: spec)
    host.keepAddresses(of: spec, directory)
    return environment
  }

  /// Its rules may be gone, when somebody loaded others while no daemon ran.
  private func reopenTheWayOut(of spec: EnvironmentSpec) async {
    do {
      _ = try await host.gate.open(for: spec)
    } catch {
      host.logger.warning(
        "environment found without network rules", metadata: ["environment.id": "\(spec.id)", "problem": "\(error.message)"])
    }
  }

  package func discard(_ id: EnvironmentID) async throws(Problem) { try await Remains(host, id).remove() }

  package func salvage(
    _ process: ProcessNumber, of id: EnvironmentID, in directory: FilePath
  ) async throws(Problem) -> ExitStatus? {
    try await KeptOutput.salvage(process, outOf: journalDirectory(of: id), to: directory)
  }

  /// Output and exit records of an environment: to be moved away before ``Environment/destroy(grace:)`` or ``discard(_:)``
  /// removes them, and read by ``JournalOutput`` from where they went. Same file system, so it is one rename; only after
  /// the environment ended.
  package func journalDirectory(of id: EnvironmentID) -> FilePath { host.environments.directory(of: id).journal }
}
