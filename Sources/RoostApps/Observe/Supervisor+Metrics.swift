package import RoostModel
import RoostStore

extension Supervisor {
  package func metrics(of name: AppName, _ range: MetricsRange) async throws(Problem) -> AppMetrics {
    let app = try await supervisor(of: name).app
    let now = services.now()
    var points: [MetricsPoint] = []
    if range != .hour { points = try await services.store.metrics(ofApp: app.number, since: now - range.seconds) }
    // What goes on now is not in the store yet.
    let newest = points.last?.at ?? 0
    points += await observer.samples(of: app.id, range).filter { $0.at > newest && $0.at >= now - range.seconds }
    return AppMetrics(app: name, range: range, until: now, points: points, usage: await observer.usage(of: app.id))
  }

  /// Every look at an app of the last hour, as it is asked for, and with `follows` those that come.
  package func followMetrics(
    of name: AppName, _ wanted: MetricsFollowing
  ) async throws(Problem) -> AsyncStream<MetricsPoint> {
    await observer.follow(try await supervisor(of: name).app.id, wanted)
  }

  /// Requests of every app's last hour in even steps, oldest first: what is in memory, in one look.
  package func recentRequests(steps: Int) async -> [AppName: [Int]] {
    var apps: [AppName: AppID] = [:]
    for supervisor in all {
      let app = await supervisor.app
      apps[app.name] = app.id
    }
    return await observer.recentRequests(of: apps, until: services.now(), steps: steps)
  }

  /// What apps use now, by their names.
  package func usages() async -> [String: AppUsage] {
    var usages: [String: AppUsage] = [:]
    for supervisor in all {
      let app = await supervisor.app
      usages[app.name.text] = await observer.usage(of: app.id)
    }
    return usages
  }
}
