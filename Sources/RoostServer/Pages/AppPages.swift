import HTTPTypes
import Hummingbird
import RoostDashboard
import RoostModel

/// Pages about one app.
struct AppPages: Sendable {
  static let lines = 1000

  let site: PageSite
  private var operations: DaemonOperations { site.operations }

  func add(to router: APIRoutes) {
    let (site, operations) = (site, operations)
    router.page("apps/:name", .appsRead) { request, context in
      let detail = try await operations.apps.detail(RequestReader.appName(in: context)).shown(to: context.actor)
      let name = detail.summary.name
      let isMissing = detail.summary.state == .runtimeMissing
      let check = isMissing ? try await operations.apps.runtimeCheck(name) : nil
      let page = AppPage(
        detail: detail, metrics: try await operations.metrics.metrics(name, .hour),
        limits: try await operations.limits.limits(name),
        check: check, install: await DeployPages.cost(check?.missingRuntimes ?? [], operations.runtimes),
        lines: try await AppPages.read(operations.apps.logs(LogQuery(app: name, tail: 40, filter: LogFilter(byLine: true)))))
      return site.page(page, request, context)
    }
    router.page("apps/:name/logs", .appsRead) { request, context in
      let detail = try await operations.apps.detail(RequestReader.appName(in: context)).shown(to: context.actor)
      let query = try LogRoutes.shown(of: request, detail.summary.name, tail: AppPages.lines)
      let lines = try await AppPages.read(operations.apps.logs(query))
      var filter = query.filter
      filter.byLine = false
      let releases = detail.releases.map(\.number).sorted(by: >)
      let page = AppLogsPage(
        app: detail.summary, lines: lines, filter: filter, releases: releases, isBuild: query.build != nil)
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
        limits: try await operations.limits.limits(name), backups: try await operations.backups.backups(name, false))
      return site.page(page, request, context)
    }
  }

  /// The newest lines of what is read, a bounded number.
  private static func read(_ lines: AsyncThrowingStream<LogLine, any Error>) async throws -> [LogLine] {
    var newest: [LogLine] = []
    for try await line in lines {
      newest.append(line)
      if newest.count > 2 * AppPages.lines { newest.removeFirst(AppPages.lines) }
    }
    return newest.suffix(AppPages.lines)
  }
}
