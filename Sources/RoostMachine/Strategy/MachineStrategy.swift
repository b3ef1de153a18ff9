package import Logging
package import RoostAgentClient
package import RoostEnvironments
package import RoostModel
import RoostSystem

/// Environments that are virtual machines of QEMU's, with a kernel of their own. On the host's processor where KVM works,
/// emulated where it does not. Inside, the agent builds the same sandbox that it builds on a host. They outlive the daemon.
package struct MachineStrategy: AgentStrategy {
  package let kind = StrategyKind.machine
  private let host: MachineHost

  package init(_ configuration: MachineConfiguration, logger: Logger) { host = MachineHost(configuration, logger) }

  package var environments: EnvironmentsDirectory { host.environments }

  package func probe() async -> ProbeReport {
    let host = host
    return await BlockingWork.run { MachineFacts.gather(host).report }
  }

  package func prepare(_ spec: EnvironmentSpec) async throws(Problem) -> any Environment {
    let host = host
    let directory = try await BlockingWork.run { () throws(Problem) in
      try MachineSpecCheck.check(spec, isRoot: host.isRoot)
      try host.gate?.check(spec.network)
      let facts = MachineFacts.gather(host)
      guard facts.isUsable else { throw MachineStrategy.unusable(facts) }
      return try host.environments.create(spec)
    }
    return environment(spec, directory)
  }

  private static func unusable(_ facts: MachineFacts) -> Problem {
    let failed = facts.report.findings.filter { !$0.passed }
    let first = failed.first { $0.remedy?.hasPrefix("apt-get") == true } ?? failed.first
    return Problem(
      .strategyUnavailable, "no virtual machine can be made here: \(first?.what ?? "something is missing")",
      hint: first?.remedy ?? "see what is missing: roost strategy list")
  }

  private func environment(_ spec: EnvironmentSpec, _ directory: EnvironmentDirectory) -> AgentEnvironment {
    AgentEnvironment(
      spec, in: directory, carriedBy: MachineCarrier(host: host, spec: spec, directory: directory),
      answerLimit: host.configuration.answerLimit, logger: host.logger)
  }

  package func reattach(_ id: EnvironmentID) async throws(Problem) -> (any Environment)? {
    let directory = host.environments.directory(of: id)
    let found = try await BlockingWork.run { () throws(Problem) in
      (try JSONFile.read(EnvironmentSpec.self, from: directory.spec), try MachineRecord.read(directory))
    }
    guard let spec = found.0, let emulator = found.1?.emulator, emulator.isAlive else { return nil }
    do throws(Problem) {
      return try await reattach(spec, directory, emulator)
    } catch {
      // It may have been about to end.
      guard await emulator.waitForEnd(within: MachineStrategy.endingLimit) else { throw error }
      return nil
    }
  }

  private static let endingLimit: Duration = .seconds(3)

  private func reattach(
    _ spec: EnvironmentSpec, _ directory: EnvironmentDirectory, _ emulator: AgentProcess
  ) async throws(Problem) -> (any Environment)? {
    let carrier = MachineCarrier(host: host, spec: spec, directory: directory)
    // One that was paused answers again once it moves; whoever wants it paused says so again.
    try await carrier.resume()
    try await MachineBridge(host: host, spec: spec, directory: directory).ensure()
    let environment = environment(spec, directory)
    guard try await environment.reattach(at: carrier.address(of: emulator)) else { return nil }
    await reopenTheWayOut(of: spec)
    host.keepAddresses(of: spec, directory)
    return environment
  }

  /// Its rules may be gone, when somebody loaded others while no daemon ran.
  private func reopenTheWayOut(of spec: EnvironmentSpec) async {
    do {
      try await host.openTheWayOut(of: spec)
    } catch {
      host.logger.warning(
        "environment found without network rules", metadata: ["environment.id": "\(spec.id)", "problem": "\(error.message)"])
    }
  }

  package func discard(_ id: EnvironmentID) async throws(Problem) {
    try await MachineRemains(host, host.environments.directory(of: id)).remove()
  }
}
