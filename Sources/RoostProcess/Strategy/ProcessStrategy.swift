package import Logging
package import RoostAgentClient
package import RoostEnvironments
package import RoostModel
import RoostSystem
package import SystemPackage

/// Environments that are plain processes of this machine: no isolation, the host's files and network, the stack's programs
/// first in their search path. For trusted code, and for machines that allow nothing better. They outlive the daemon.
package struct ProcessStrategy: AgentStrategy {
  package let kind = StrategyKind.process
  private let host: ProcessHost

  package init(_ configuration: ProcessConfiguration, logger: Logger) { host = ProcessHost(configuration, logger) }

  package var environments: EnvironmentsDirectory { host.environments }

  package func probe() async -> ProbeReport {
    let host = host
    return await BlockingWork.run { ProcessFacts.gather(host).report }
  }

  package func prepare(_ spec: EnvironmentSpec) async throws(Problem) -> any Environment {
    let host = host
    let directory = try await BlockingWork.run { () throws(Problem) in
      try ProcessSpecCheck.check(spec, isRoot: host.isRoot)
      try host.limits.verify(spec.limits)
      return try host.environments.create(spec)
    }
    return environment(spec, directory)
  }

  private func environment(_ spec: EnvironmentSpec, _ directory: EnvironmentDirectory) -> PlainEnvironment {
    let inner = AgentEnvironment(
      spec, in: directory, carriedBy: ProcessCarrier(host: host, spec: spec, directory: directory),
      answerLimit: host.configuration.answerLimit, logger: host.logger)
    return PlainEnvironment(inner: inner, paths: PathMap(spec, files: directory.files))
  }

  package func reattach(_ id: EnvironmentID) async throws(Problem) -> (any Environment)? {
    let directory = host.environments.directory(of: id)
    let found = try await BlockingWork.run { () throws(Problem) in
      (try JSONFile.read(EnvironmentSpec.self, from: directory.spec), try ProcessRecord.read(directory))
    }
    guard let spec = found.0, let agent = found.1?.agent, agent.isAlive else { return nil }
    // One that was paused answers again once it moves; whoever wants it paused says so again.
    try CgroupFreezer(host.limits.existing(directory.groupName))?.thaw()
    let environment = environment(spec, directory)
    return try await environment.inner.reattach(at: .local(agent)) ? environment : nil
  }

  package func discard(_ id: EnvironmentID) async throws(Problem) { try await ProcessRemains(host, id).remove() }

  package func salvage(
    _ process: ProcessNumber, of id: EnvironmentID, in directory: FilePath
  ) async throws(Problem) -> ExitStatus? {
    try await KeptOutput.salvage(process, outOf: host.environments.directory(of: id).journal, to: directory)
  }
}
