import CRoost
import Glibc
import RoostAgentClient
import RoostAgentProtocol
import RoostModel
import RoostSystem
import SystemPackage

/// Makes a container real: what the agent is told, the container, its start, the first answer of its agent.
struct ContainerBoot: Sendable {
  let engine: Engine
  let plan: ContainerPlan
  let limit: Duration

  /// Returns the engine's identifier, and the agent's process where this machine can see it.
  func run() async throws(Problem) -> (container: String, agent: AgentProcess?) {
    let plan = plan
    try await BlockingWork.run { () throws(Problem) in try ContainerBoot.writeDown(plan) }
    if plan.spec.network != .none { try await engine.ensureNetwork(plan.network) }
    let container = try await create()
    try await engine.start(container)
    return (container, try await agent(of: container))
  }

  /// One of that name is what a daemon left that died while it booted.
  private func create() async throws(Problem) -> String {
    do throws(Problem) {
      return try await engine.create(plan.name, plan.request)
    } catch  where error.code == .environmentState {
      try await engine.remove(plan.name)
      return try await engine.create(plan.name, plan.request)
    }
  }

  private static func writeDown(_ plan: ContainerPlan) throws(Problem) {
    let bytes = plan.bootSpec.encoded
    guard bytes.count <= 1 << 20 else {
      throw Problem(.usageInvalid, "the environment has too many or too long variables", hint: "shorten `env` in roost.yml")
    }
    try AtomicFile.write(bytes, to: plan.directory.path.appending(ContainerPlan.specificationName), mode: 0o600)
  }

  /// Waits until its agent answers, for as long as the container runs.
  private func agent(of container: String) async throws(Problem) -> AgentProcess? {
    let deadline = ContinuousClock.now.advanced(by: limit)
    var pause = Duration.microseconds(500)
    var looked = ContinuousClock.now
    while ContinuousClock.now < deadline {
      if let pid = listener() { return AgentProcess(pid: pid) }
      if looked.duration(to: .now) > .milliseconds(100) {
        try await expectRunning(container)
        looked = .now
      }
      await SteadyPause.wait(pause)
      pause = min(pause * 3 / 2, .milliseconds(10))
    }
    throw BootProblem.late(limit)
  }

  /// The process that listens on the agent's socket; nil while nobody does, 0 when it is none of this machine's.
  private func listener() -> Int32? {
    let place = open(plan.directory.path.string, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard place >= 0 else { return nil }
    defer { close(place) }
    let socket = roost_unix_connect(place, EnvironmentDirectory.socketName)
    guard socket >= 0 else { return nil }
    defer { close(socket) }
    // struct ucred: process, user, group.
    var peer: [UInt32] = [0, 0, 0]
    var length = socklen_t(12)
    guard getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 else { return 0 }
    return Int32(bitPattern: peer[0])
  }

  private func expectRunning(_ container: String) async throws(Problem) {
    let observed = try await engine.container(container)?.observed
    guard observed?.isRunning != true else { return }
    let said = await engine.lastWords(of: container)
    let (log, error) = (plan.directory.agentLog, observed?.error ?? "")
    let written = await BlockingWork.run { ((try? SmallFile.read(log, limit: 64 << 10)) ?? nil) ?? [] }
    let words = [error, said, String(decoding: written.suffix(2000), as: UTF8.self)].filter { !$0.isEmpty }
    throw Problem(
      .environmentBootFailed, "the container of environment \(plan.spec.id) ended before its agent answered",
      hint: "see what the engine says: docker logs \(plan.name); roost doctor",
      cause: words.isEmpty ? nil : words.joined(separator: "\n"))
  }
}
