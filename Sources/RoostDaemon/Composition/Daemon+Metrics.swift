import RoostApps
import RoostGateway
import RoostModel
import RoostServer

extension Daemon {
  var metricsOperations: MetricsOperations {
    let supervisor = parts.supervisor
    return MetricsOperations(
      metrics: { (name, range) async throws(Problem) in try await supervisor.metrics(of: name, range) },
      recent: { (steps) async throws(Problem) in await supervisor.recentRequests(steps: steps) },
      follow: { (name, wanted) async throws(Problem) in try await supervisor.followMetrics(of: name, wanted) })
  }

  /// What the gateway counted, with what its apps use.
  func gatewayStatus() async -> GatewayStatus {
    var status = parts.gateway.status(now: WallClock.now())
    let usages = await parts.supervisor.usages()
    for index in status.apps.indices {
      guard let name = status.apps[index].name else { continue }
      status.apps[index].usage = usages[name]
    }
    return status
  }
}
