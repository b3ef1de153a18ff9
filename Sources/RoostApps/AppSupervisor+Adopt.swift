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
        try await endUnprovenRestoration()
        let runs = try await services.store.runs(of: app.id)
        // What serves comes first: nothing that cannot be cleared up, as on a full disk, keeps it from serving.
        let serves = try await takeOver(runs.filter { $0.purpose == .serve && $0.release == app.liveRelease })
        try await dropPending(runs)
        for run in runs where run.purpose != .serve || run.release != app.liveRelease {
          if try await goesOn(run) { continue }
          try await discard(run)
        }
        if !serves { try await leaveStopped() }
      }
    } catch {
      if state != .running { hide(.error, because: error) }
      services.logger.error("taking an app over failed", metadata: ["app.name": "\(app.name)", "problem": "\(error)"])
    }
    await sleepOn()
    if state == .running { alignWorkers() }
    awaitsBoot =
      app.wantsToRun && app.restoring == nil && live == nil && state != .running && state != .sleeping && app.liveRelease != nil
    guard awaitsBoot, state == .stopped, plan?.startsWithMachine != false else { return }
    // Who asks before its turn comes waits for it.
    problem = nil
    state = .starting
    holdRequests()
  }

  /// What still runs of a restoration that was not proven writes into the data that goes, or knows variables that go.
  private func endUnprovenRestoration() async throws(Problem) {
    guard let restoring = app.restoring else { return await forgetRestoration() }
    if restoring.exchangesData, AppDirectories.exists(services.paths(of: app).dataBefore) { try await discardRuns() }
    do throws(Problem) { try await settleRestoration() } catch {
      try await discardRuns()
      throw error
    }
  }

  private func discardRuns() async throws(Problem) {
    for run in try await services.store.runs(of: app.id) { try await discard(run) }
  }

  /// Whether a process beside the one that serves is still there, and still wanted.
  private func goesOn(_ record: RunRecord) async throws(Problem) -> Bool {
    guard record.purpose == .work || record.purpose == .schedule, record.release == app.liveRelease, let plan,
      let run = try await alive(record, plan)
    else { return false }
    return record.purpose == .work ? takeOver(worker: run) : takeOver(due: run)
  }

  /// A deployment the last daemon did not finish: its record stays, with the reason, and what it made up to the step it was at,
  /// so that it can go on from there.
  private func dropPending(_ runs: [RunRecord]) async throws(Problem) {
    let interruption = Problem(
      .cancelled, "the daemon ended before the deployment did", hint: "go on with it: roost app resume \(app.name)")
    for var release in try await services.store.releases(of: app.id) where release.state == .pending {
      for run in runs where run.release == release.number { try await discard(run) }
      if release.stage == DeployStep.source.name {
        try await DirectoryRemoval.remove(services.paths(of: app).release(release.number).root)
      }
      release.state = .failed
      release.problem = interruption
      try await services.store.update(release)
    }
    for deployment in try await services.store.deployments(of: app.id) where !deployment.state.isOver {
      var reason = interruption
      if deployment.kind == .restore {
        reason.hint = "what was there before is back; restore it again: roost app backups \(app.name)"
      }
      try await services.store.end(
        deployment: deployment.number, of: app.id, as: .interrupted, because: reason, now: services.now())
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
      // Of two starts of one release, as when it was being renewed, only one was proven.
      let isProven = app.liveRun == nil || app.liveRun == record.run
      if app.wantsToRun, live == nil, isProven, let run = try await alive(record, plan) {
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
      let exit = try await services.logs(of: app, plan).salvage(record, services.strategy)
      if record.purpose == .serve { lastExit = exit }
      return nil
    }
    let processes = try await environment.processes()
    guard let process = processes.first(where: { $0.number.rawValue == record.process }) else { return nil }
    let run = LiveRun(
      record: record, environment: environment, process: process, hostPID: await process.hostPID, plan: plan,
      statics: BuiltSite.statics(of: plan, in: services.paths(of: app).release(record.release)),
      rule: services.visitorRule(plan))
    guard let exit = await process.exit else {
      await services.openDoors(of: environment, for: app.name)
      return run
    }
    if record.purpose == .serve { lastExit = exit }
    try await services.logs(of: app, plan).keep(run)
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
