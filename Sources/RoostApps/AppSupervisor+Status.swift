import RoostGateway
package import RoostModel
import RoostStore
import SystemPackage

extension AppSupervisor {
  package var summary: AppSummary {
    AppSummary(
      name: app.name, type: plan?.type, state: state, release: app.liveRelease,
      urls: urls, pid: live?.hostPID, startedAt: live?.record.startedAt,
      restarts: restarts, maintenance: app.maintenance, sleep: sleepStatus)
  }

  /// Made anew only after the app, its plan or the gateway changed: lists of all apps are asked for often.
  private var urls: [String] {
    // Read first: what changes meanwhile is seen at the next look.
    let revision = services.gateway.addressRevision
    if let addresses, addresses.revision == revision { return addresses.urls }
    let urls = services.urls(of: app.name, routeSettings)
    addresses = (revision, urls)
    return urls
  }

  /// In the order of their names; those with times last.
  private var processes: [AppProcess] {
    let workers = (plan?.otherProcesses ?? [:]).sorted { $0.key < $1.key }.map { name, command in
      let worker = self.workers[name]
      return AppProcess(
        name: name, command: command, pid: worker?.run?.hostPID, startedAt: worker?.run?.record.startedAt,
        restarts: worker?.restarts ?? 0)
    }
    let now = Int(services.now())
    let due = (plan?.schedules ?? []).map { schedule in
      let run = dueRuns[schedule.name]
      return AppProcess(
        name: schedule.name, cron: schedule.cron.text, command: schedule.command, pid: run?.hostPID,
        startedAt: run?.record.startedAt, next: schedule.cron.next(after: now).map(Double.init), lastExit: lastDue[schedule.name])
    }
    return workers + due
  }

  /// Whether no deployment ever got as far as a plan.
  func hasNothing() async throws(Problem) -> Bool {
    guard app.liveRelease == nil, try await services.store.variables(of: app.id).records.isEmpty else { return false }
    return try await services.store.releases(of: app.id).allSatisfy { $0.plan == nil }
  }

  package func detail() async throws(Problem) -> AppDetail {
    let releases = try await services.store.releases(of: app.id)
    let pins = try await services.store.pins(of: app.id)
    let current = releases.first { $0.number == app.liveRelease }
    return AppDetail(
      summary: summary, plan: current?.plan, releases: releases.map { $0.summary(isPinned: pins.contains($0.number)) },
      layers: current?.runtimeLayers ?? [],
      dataDirectory: services.paths(of: app).data.string, lastExit: lastExit, problem: problem,
      rescued: services.gateway.rescued(app.name), processes: processes)
  }
}
