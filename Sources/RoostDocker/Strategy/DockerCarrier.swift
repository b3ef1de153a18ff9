import Glibc
import Logging
import RoostAgentClient
import RoostEnvironments
import RoostModel
import RoostSystem
import SystemPackage

/// A container of an engine of this machine. Its agent shares this kernel, so descriptors pass through its socket.
struct DockerCarrier: AgentCarrier {
  let host: DockerHost
  let spec: EnvironmentSpec
  let directory: EnvironmentDirectory

  private var remains: ContainerRemains { ContainerRemains(host, spec.id) }

  func start() async throws(Problem) -> AgentAddress {
    let engine = try await host.engine()
    guard var record = await remains.record else {
      throw Problem(
        .environmentState, "environment \(spec.id) was not prepared", hint: RestartHint.text)
    }
    let facts = try await DockerFacts.gather(engine, host)
    do throws(Problem) {
      let started = try await boot(&record, engine, facts)
      record.container = started.container
      record.agent = started.agent
      let (directory, written) = (directory, record)
      try await BlockingWork.run { () throws(Problem) in try written.write(to: directory) }
      return .local(record.agent)
    } catch {
      await undo(engine)
      throw error
    }
  }

  /// An image that went since the environment was prepared is had again, once.
  private func boot(
    _ record: inout ContainerRecord, _ engine: Engine, _ facts: DockerFacts
  ) async throws(Problem) -> (container: String, agent: AgentProcess?) {
    let limit = host.configuration.bootLimit
    do throws(Problem) {
      return try await ContainerBoot(engine: engine, plan: facts.plan(spec, directory, record, host), limit: limit).run()
    } catch  where error.code == .imageMissing {
      host.logger.notice("the engine's image has gone, and is made again", metadata: ["image": "\(record.image)"])
      record = try await EnvironmentImages(host: host, engine: engine, facts: facts).record(for: spec)
      return try await ContainerBoot(engine: engine, plan: facts.plan(spec, directory, record, host), limit: limit).run()
    }
  }

  /// The directory stays for whoever wants to know why; ``remove()`` removes it.
  private func undo(_ engine: Engine) async {
    do throws(Problem) {
      try await engine.remove(ContainerPlan.name(of: spec.id))
    } catch {
      host.logger.warning(
        "container left behind", metadata: ["environment.id": "\(spec.id)", "problem": "\(error.message)"])
    }
  }

  func end(within limit: Duration) async {
    if limit > .zero, let agent = await remains.record?.agent { await agent.waitForEnd(within: limit) }
    await remains.endProcesses()
  }

  func remove() async throws(Problem) { try await remains.remove() }

  func seal(into destination: FilePath) async throws(Problem) { try await snapshot(into: destination) }

  func snapshot(into destination: FilePath) async throws(Problem) {
    let engine = try await host.engine()
    let details = try await engine.container(ContainerPlan.name(of: spec.id))
    try await WrittenFiles(details: details, spec: spec).copy(to: destination)
  }

  func pause() async throws(Problem) { try await host.engine().pause(ContainerPlan.name(of: spec.id)) }

  func resume() async throws(Problem) { try await host.engine().resume(ContainerPlan.name(of: spec.id)) }
}
