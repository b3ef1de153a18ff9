import HTTPTypes
import Hummingbird
import RoostDashboard
import RoostModel

/// Pages about one app.
struct AppPages: Sendable {
  let site: PageSite
  private var operations: DaemonOperations { site.operations }

  func add(to router: APIRoutes) {
    let (site, operations) = (site, operations)
    router.page("apps/:name", .appsRead) { request, context in
      let detail = try await operations.apps.detail(RequestReader.appName(in: context)).shown(to: context.actor)
      let name = detail.summary.name
      let isMissing = detail.summary.state == .runtimeMissing
      let check = isMissing ? try await operations.apps.runtimeCheck(name) : nil
      // Reading what it wrote there would wake it, at every look.
      let lines =
        detail.sleepsElsewhere
        ? []
        : try await AppLogPages.read(operations.apps.logs(LogQuery(app: name, tail: 40, filter: LogFilter(byLine: true))))
      let page = AppPage(
        detail: detail, metrics: try await operations.metrics.metrics(name, .hour),
        limits: try await operations.limits.limits(name),
        check: check, install: await DeployPages.cost(check?.missingRuntimes ?? [], operations.runtimes),
        lines: lines)
      return site.page(page, request, context)
    }
    router.page("apps/:name/releases", .appsRead) { request, context in
      let detail = try await operations.apps.detail(RequestReader.appName(in: context)).shown(to: context.actor)
      let deployments = try await operations.releases.deployments(detail.summary.name)
      return site.page(AppReleasesPage(detail: detail, deployments: Array(deployments.prefix(50))), request, context)
    }
    addMore(to: router)
  }

  private func addMore(to router: APIRoutes) {
    let (site, operations) = (site, operations)
    router.page("apps/:name/variables", .appsConfigure) { request, context in
      let detail = try await operations.apps.detail(RequestReader.appName(in: context)).shown(to: context.actor)
      let list = try await operations.variables.list(detail.summary.name)
      return site.page(AppVariablesPage(app: detail.summary, list: list), request, context)
    }
    router.page("apps/:name/processes", .appsRead) { request, context in
      let detail = try await operations.apps.detail(RequestReader.appName(in: context)).shown(to: context.actor)
      let crashes = try await operations.releases.crashes(detail.summary.name)
      return site.page(AppProcessesPage(detail: detail, crashes: Array(crashes.prefix(50))), request, context)
    }
    router.page("apps/:name/settings", .appsConfigure) { request, context in
      let detail = try await operations.apps.detail(RequestReader.appName(in: context)).shown(to: context.actor)
      let name = detail.summary.name
      let page = AppSettingsPage(
        detail: detail, source: try await operations.sources.source(name), webhook: try await operations.sources.webhook(name),
        limits: try await operations.limits.limits(name))
      return site.page(page, request, context)
    }
  }
}
