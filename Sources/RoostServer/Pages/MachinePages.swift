import HTTPTypes
import Hummingbird
import RoostDashboard
import RoostModel

/// Pages about the machine.
struct MachinePages: Sendable {
  let site: PageSite
  private var operations: DaemonOperations { site.operations }

  func add(to router: APIRoutes) {
    let (site, operations) = (site, operations)
    router.page("", .nodeRead) { [self] request, context in
      let load = MachineLoad(at: try await operations.status().home)
      return site.page(
        OverviewPage(apps: try await rows(), runtimes: try await operations.runtimes.list(), machine: load), request, context)
    }
    router.page("apps", .nodeRead) { [self] request, context in
      site.page(AppsPage(apps: try await rows()), request, context)
    }
    router.page("events", .eventsRead) { request, context in
      var events: [ServerEvent] = []
      for await event in try await operations.events(EventQuery(follows: false)) { events.append(event) }
      return site.page(EventsPage(events: events.suffix(500)), request, context)
    }
    router.page("environments", .environmentsRead) { request, context in
      let page = EnvironmentsPage(
        environments: try await operations.environments.list(), snapshots: try await operations.environments.snapshots())
      return site.page(page, request, context)
    }
    addSettings(to: router)
  }

  private func addSettings(to router: APIRoutes) {
    let (site, operations) = (site, operations)
    router.page("settings", .nodeRead) { request, context in
      site.page(SettingsPage(status: try await operations.status()), request, context)
    }
    router.page("settings/machine", .nodeRead) { request, context in
      let page = MachinePage(
        capabilities: try await operations.runtimes.capabilities(), timings: try await operations.environments.timings())
      return site.page(page, request, context)
    }
  }

  /// Every app, with what the gateway has seen of it.
  private func rows() async throws(Problem) -> [AppRow] {
    let seen = try await operations.gateway.status().apps
    let metrics = Dictionary(seen.compactMap { one in one.name.map { ($0, one) } }) { first, _ in first }
    var rows: [AppRow] = []
    for app in try await operations.apps.list() {
      let hour = try await operations.metrics.metrics(app.name, .hour)
      rows.append(AppRow(summary: app, metrics: metrics[app.name.text], recent: MachinePages.recent(hour)))
    }
    return rows
  }

  /// Requests of the hour in twenty steps.
  private static func recent(_ metrics: AppMetrics) -> [Int] {
    var steps = Array(repeating: 0, count: 20)
    for point in metrics.points {
      let place = (point.at - metrics.from) / (metrics.until - metrics.from) * 20
      if place >= 0, place < 20 { steps[Int(place)] += point.requests }
    }
    return steps
  }
}
