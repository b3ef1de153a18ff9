import RoostGateway
package import RoostModel
import RoostStore
import SystemPackage

extension AppSupervisor {
  package var summary: AppSummary {
    AppSummary(
      name: app.name, type: plan?.type, state: state, release: app.liveRelease,
      urls: services.urls(of: app.name, routeSettings), pid: live?.hostPID, startedAt: live?.record.startedAt,
      restarts: restarts, maintenance: app.maintenance)
  }

  /// Whether no deployment ever got as far as a plan.
  func hasNothing() async throws(Problem) -> Bool {
    guard app.liveRelease == nil, try await services.store.variables(of: app.id).version == 0 else { return false }
    return try await services.store.releases(of: app.id).allSatisfy { $0.plan == nil }
  }

  package func detail() async throws(Problem) -> AppDetail {
    let releases = try await services.store.releases(of: app.id)
    let current = releases.first { $0.number == app.liveRelease }
    return AppDetail(
      summary: summary, plan: current?.plan, releases: releases.map(\.summary), layers: current?.runtimeLayers ?? [],
      dataDirectory: services.paths(of: app).data.string, lastExit: lastExit, problem: problem,
      rescued: services.gateway.rescued(app.name))
  }
}
