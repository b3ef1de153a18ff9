import Logging
import RoostEnvironments
import RoostGateway
import RoostModel
import RoostStore
import RoostSystem

extension AppSupervisor {
  /// Compares what the rows want with what is there, after a start of the daemon: an app that went on serving is taken over
  /// with its process, a half release is removed, everything else is started again.
  func adopt() async {
    if let maintenance = app.maintenance { services.gateway.setMaintenance(app.name, maintenance) }
    do {
      try await exclusively("the daemon has just started") { () async throws(Problem) in
        let runs = try await services.store.runs(of: app.id)
        // What serves comes first: nothing that cannot be cleared up, as on a full disk, keeps it from serving.
        let serves = try await takeOver(runs.filter { $0.purpose == .serve && $0.release == app.liveRelease })
        try await dropPending(runs)
        for run in runs where run.purpose == .build || run.release != app.liveRelease { try await discard(run) }
        if !serves { try await leaveStopped() }
      }
    } catch {
      if state != .running { hide(.error, because: error) }
      services.logger.error("taking an app over failed", metadata: ["app.name": "\(app.name)", "problem": "\(error)"])
    }
    if app.wantsToRun, live == nil, state != .running, app.liveRelease != nil { restart(after: .zero) }
  }

  /// A deployment the last daemon did not finish: its record stays, with the reason.
  private func dropPending(_ runs: [RunRecord]) async throws(Problem) {
    for var release in try await services.store.releases(of: app.id) where release.state == .pending {
      for run in runs where run.release == release.number { try await discard(run) }
      try await DirectoryRemoval.remove(services.paths(of: app).release(release.number).root)
      release.state = .failed
      release.problem = Problem(
        .cancelled, "the daemon ended during '\(release.stage)'", hint: "deploy again: roost deploy DIR --name \(app.name)")
      try await services.store.update(release)
    }
  }

  private func discard(_ run: RunRecord) async throws(Problem) {
    if let environment = try await services.strategy.reattach(run.environment) {
      try await environment.destroy(grace: services.configuration.stopGrace)
    } else {
      try await services.strategy.discard(run.environment)
    }
    try await services.store.deleteRun(run.environment)
  }

  /// `true` when the live release serves again, or is meant not to.
  private func takeOver(_ runs: [RunRecord]) async throws(Problem) -> Bool {
    guard let number = app.liveRelease, let release = try await services.store.release(number, of: app.id),
      let plan = release.plan
    else {
      return false
    }
    if case .files = plan.start {
      if app.wantsToRun { show(release, run: nil) }
      return app.wantsToRun
    }
    for record in runs {
      if app.wantsToRun, live == nil, let run = try await alive(record, plan) {
        show(release, run: run)
        watch(run)
      } else {
        try await discard(record)
      }
    }
    return live != nil
  }

  /// The run, if its process still lives. An exit that nobody saw is remembered, and its output kept.
  private func alive(_ record: RunRecord, _ plan: Plan) async throws(Problem) -> LiveRun? {
    guard let environment = try await services.strategy.reattach(record.environment) else {
      lastExit = try await services.logs(of: app).salvage(record, services.strategy)
      return nil
    }
    let processes = try await environment.processes()
    guard let process = processes.first(where: { $0.number.rawValue == record.process }) else { return nil }
    let run = LiveRun(
      record: record, environment: environment, process: process, hostPID: await process.hostPID, plan: plan,
      statics: BuiltSite.statics(of: plan, in: services.paths(of: app).release(record.release)))
    guard let exit = await process.exit else { return run }
    lastExit = exit
    try await services.logs(of: app).keep(run)
    return nil
  }

  /// An app that never served is as its last deployment left it.
  private func leaveStopped() async throws(Problem) {
    let releases = try await services.store.releases(of: app.id)
    plan = (releases.first { $0.number == app.liveRelease } ?? releases.first)?.plan
    let reason = app.liveRelease == nil ? releases.first?.problem : nil
    let state: AppState = reason?.code == .runtimeMissing ? .runtimeMissing : .error
    hide(
      reason == nil ? .stopped : state,
      because: reason ?? Problem(.appNotRunning, "\(app.name) is stopped", hint: "start it: roost app start \(app.name)"))
  }
}
