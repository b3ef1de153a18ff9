package import Logging
package import RoostAgentClient
package import RoostEnvironments
package import RoostModel
import RoostSystem
package import SystemPackage

/// Environments in containers of Docker, or of Podman speaking the same, on this machine. Made of layers, of an image or of a
/// Dockerfile, with our agent as first process. They outlive the daemon, and the engine only where it keeps them alive.
package struct DockerStrategy: AgentStrategy {
  package let kind = StrategyKind.docker
  private let host: DockerHost

  package init(_ configuration: DockerConfiguration, logger: Logger) { host = DockerHost(configuration, logger) }

  package var environments: EnvironmentsDirectory { host.environments }

  package func probe() async -> ProbeReport {
    do throws(Problem) {
      return try await DockerFacts.gather(try await host.engine(), host).report
    } catch {
      return ProbeReport(
        strategy: .docker, isUsable: false, isolation: .container, abilities: [],
        findings: [ProbeReport.Finding(passed: false, what: error.message, remedy: error.hint)])
    }
  }

  package func prepare(_ spec: EnvironmentSpec) async throws(Problem) -> any Environment {
    let host = host
    let engine = try await host.engine()
    let facts = try await DockerFacts.gather(engine, host)
    let directory = try await BlockingWork.run { () throws(Problem) in
      try DockerSpecCheck.check(spec, facts)
      return try host.environments.create(spec)
    }
    do throws(Problem) {
      let record = try await EnvironmentImages(host: host, engine: engine, facts: facts).record(for: spec)
      try await BlockingWork.run { () throws(Problem) in try record.write(to: directory) }
    } catch {
      try await DirectoryRemoval.remove(directory.path)
      throw error
    }
    return environment(spec, directory)
  }

  private func environment(_ spec: EnvironmentSpec, _ directory: EnvironmentDirectory) -> AgentEnvironment {
    AgentEnvironment(
      spec, in: directory, carriedBy: DockerCarrier(host: host, spec: spec, directory: directory),
      answerLimit: host.configuration.answerLimit, logger: host.logger)
  }

  package func reattach(_ id: EnvironmentID) async throws(Problem) -> (any Environment)? {
    let directory = host.environments.directory(of: id)
    let found = try await BlockingWork.run { () throws(Problem) in
      (try JSONFile.read(EnvironmentSpec.self, from: directory.spec), try ContainerRecord.read(directory))
    }
    guard let spec = found.0, let record = found.1, let container = record.container, record.agent?.isAlive != false else {
      return nil
    }
    // One that was paused answers again once it moves; whoever wants it paused says so again.
    guard await moves(container, record) else { return nil }
    let environment = environment(spec, directory)
    return try await environment.reattach(at: .local(record.agent)) ? environment : nil
  }

  /// Without an engine the agent still answers, as long as its container lives.
  private func moves(_ container: String, _ record: ContainerRecord) async -> Bool {
    do throws(Problem) {
      let engine = try await host.engine()
      guard let observed = try await engine.container(container)?.observed, observed.isRunning == true else { return false }
      if observed.isPaused == true { try await engine.resume(container) }
      return true
    } catch {
      host.logger.warning("the engine does not answer", metadata: ["container": "\(container)", "problem": "\(error.message)"])
      return record.agent != nil
    }
  }

  /// Those with a directory, and those the engine has a container of that says it is this daemon's.
  package func known() async throws(Problem) -> [EnvironmentID] {
    let environments = host.environments
    let kept = try await BlockingWork.run { () throws(Problem) in try environments.known() }
    guard let engine = try? await host.engine(),
      let containers = try? await engine.containers(labelled: "\(host.label.name)=\(host.label.value)")
    else { return kept }
    let left = containers.compactMap { $0.labels?[ContainerPlan.environmentLabel] }.compactMap { EnvironmentID($0) }
    return kept + left.filter { !kept.contains($0) }
  }

  package func discard(_ id: EnvironmentID) async throws(Problem) { try await ContainerRemains(host, id).remove() }

  package func salvage(
    _ process: ProcessNumber, of id: EnvironmentID, in directory: FilePath
  ) async throws(Problem) -> ExitStatus? {
    try await KeptOutput.salvage(process, outOf: host.environments.directory(of: id).journal, to: directory)
  }
}
