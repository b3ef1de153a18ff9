package import Logging
package import RoostModel
package import RoostSystem
import Synchronization

/// Looks the names up again that environments are allowed to reach, as long as there are such environments, and brings packet
/// filter and hosts file up to date. A name that has no address for a while keeps its last ones.
package final class AddressRefresh: Sendable {
  /// Brings an environment's hosts file up to date. Blocking.
  package typealias Update = @Sendable ([ResolvedDestination]) throws(Problem) -> Void

  private struct Environment {
    var spec: EnvironmentSpec
    var update: Update
  }

  private struct State {
    var environments: [EnvironmentID: Environment] = [:]
    var isRunning = false
  }

  private let gate: EgressGate
  private let interval: Duration
  private let logger: Logger
  private let state = Mutex(State())

  package init(_ gate: EgressGate, every interval: Duration, logger: Logger) {
    self.gate = gate
    self.interval = interval
    self.logger = logger
  }

  /// From now until ``forget(_:)``. Nothing to do for those that name no names.
  package func keep(_ spec: EnvironmentSpec, update: @escaping Update) {
    guard case .allow(let destinations) = spec.network else { return }
    guard destinations.contains(where: { IPv4Range($0.host) == nil }) else { return }
    let isFirst = state.withLock { state in
      state.environments[spec.id] = Environment(spec: spec, update: update)
      defer { state.isRunning = true }
      return !state.isRunning
    }
    guard isFirst else { return }
    Task { [weak self, interval] in
      while (try? await Task.sleep(for: interval)) != nil, let self, await self.round() {}
    }
  }

  package func forget(_ id: EnvironmentID) { state.withLock { $0.environments[id] = nil } }

  /// False when nobody is left to look for.
  private func round() async -> Bool {
    let environments = state.withLock { state in
      state.isRunning = !state.environments.isEmpty
      return Array(state.environments.values)
    }
    for environment in environments { await refresh(environment) }
    return !environments.isEmpty
  }

  private func refresh(_ environment: Environment) async {
    let id = environment.spec.id
    do throws(Problem) {
      let way = try await gate.open(for: environment.spec)
      // Destroyed in the meantime: what was just loaded goes again.
      guard state.withLock({ $0.environments[id] != nil }) else { return try await gate.forget(id) }
      try await BlockingWork.run { () throws(Problem) in try environment.update(way.names) }
    } catch {
      logger.warning(
        "allowed destinations not looked up again", metadata: ["environment.id": "\(id)", "problem": "\(error.message)"])
    }
  }
}
