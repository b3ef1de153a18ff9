import Logging
import RoostAgentClient
import RoostModel
import RoostSystem
import Synchronization

/// Looks the names up again that environments are allowed to reach, as long as there are such environments, and brings packet
/// filter and hosts file up to date. A name that has no address for a while keeps its last ones.
final class AddressRefresh: Sendable {
  private struct Environment {
    var spec: EnvironmentSpec
    var directory: EnvironmentDirectory
  }

  private struct State {
    var environments: [EnvironmentID: Environment] = [:]
    var isRunning = false
  }

  private let interval: Duration
  private let state = Mutex(State())

  init(every interval: Duration) { self.interval = interval }

  /// From now until ``forget(_:)``. Nothing to do for those that name no names.
  func keep(_ spec: EnvironmentSpec, _ directory: EnvironmentDirectory, of host: SandboxHost) {
    guard case .allow(let destinations) = spec.network else { return }
    guard destinations.contains(where: { IPv4Range($0.host) == nil }) else { return }
    let isFirst = state.withLock { state in
      state.environments[spec.id] = Environment(spec: spec, directory: directory)
      defer { state.isRunning = true }
      return !state.isRunning
    }
    guard isFirst else { return }
    Task { [weak host, interval] in
      while (try? await Task.sleep(for: interval)) != nil, let host, await self.round(host) {}
    }
  }

  func forget(_ id: EnvironmentID) { state.withLock { $0.environments[id] = nil } }

  /// False when nobody is left to look for.
  private func round(_ host: SandboxHost) async -> Bool {
    let environments = state.withLock { state in
      state.isRunning = !state.environments.isEmpty
      return Array(state.environments.values)
    }
    for environment in environments { await refresh(environment.spec, environment.directory, host) }
    return !environments.isEmpty
  }

  private func refresh(_ spec: EnvironmentSpec, _ directory: EnvironmentDirectory, _ host: SandboxHost) async {
    do throws(Problem) {
      let way = try await host.openTheWayOut(of: spec)
      // Destroyed in the meantime: what was just loaded goes again.
      guard state.withLock({ $0.environments[spec.id] != nil }) else {
        return try await host.firewall.forget(interface: BootPlan.interfaceName(of: spec.id))
      }
      try await BlockingWork.run { () throws(Problem) in try HostsFile(path: directory.hosts).update(way.names) }
    } catch {
      host.logger.warning(
        "allowed destinations not looked up again",
        metadata: ["environment.id": "\(spec.id)", "problem": "\(error.message)"])
    }
  }
}
