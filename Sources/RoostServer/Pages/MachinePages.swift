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
      let page = SettingsPage(status: try await operations.status(), settings: try await operations.care.settings())
      return site.page(page, request, context)
    }
    router.page("settings/doctor", .nodeRead) { request, context in
      site.page(DoctorPage(findings: try await operations.care.doctor()), request, context)
    }
    router.page("settings/certificates", .nodeRead) { request, context in
      site.page(CertificatesPage(certificates: try await operations.care.certificates()), request, context)
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
    let recent = try await operations.metrics.recent(20)
    return try await operations.apps.list().map { app in
      AppRow(summary: app, metrics: metrics[app.name.text], recent: recent[app.name] ?? [])
    }
  }
}
