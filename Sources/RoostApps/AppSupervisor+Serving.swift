import Logging
import RoostEnvironments
import RoostGateway
import RoostModel
import RoostStore
import RoostSystem

extension AppSupervisor {
  /// Lets the gateway send requests to a release that is proven, and says so in the state.
  func show(_ release: ReleaseRecord, run: LiveRun?) {
    live = run
    plan = release.plan
    state = .running
    problem = nil
    if let run {
      // One that came back may have been found frozen a moment ago.
      still.remove(run.record.environment)
      services.gateway.setRoute(app.name, to: run.target, settings: routeSettings)
      lookBack(from: run.target, release)
    } else if let plan, case .files(let directory, let singlePage) = plan.start {
      let root = BuiltSite.root(directory, of: plan, in: services.paths(of: app).release(release.number))
      let target = Target.files(root: root, singlePage: singlePage)
      services.gateway.setRoute(app.name, to: target, settings: routeSettings)
      lookBack(from: target, release)
    }
    if let run { checkHealth(of: run, release) }
    alignWorkers()
    tellWaiters()
  }

  /// Answers requests with why the app does not.
  func hide(_ newState: AppState, because problem: Problem) {
    live = nil
    self.problem = problem
    state = newState
    services.gateway.setRoute(app.name, to: .unavailable(problem), settings: routeSettings)
    alignWorkers()
  }

  /// Lets requests wait for what serves next.
  func holdRequests() {
    services.gateway.setRoute(app.name, to: .held(Hold(wait: services.configuration.gateTimeout)), settings: routeSettings)
  }

  /// Those of the live release; an app that has none has no more than its name.
  var routeSettings: RouteSettings { (app.limits ?? AppLimits()).over(plan?.route ?? RouteSettings()) }

  /// Waits for the end of a run beside everything else.
  func watch(_ run: LiveRun) {
    services.jobs.add { [weak self] in
      let status: ExitStatus
      do {
        status = try await run.process.exitStatus()
      } catch {
        status = ExitStatus(.lost, at: run.record.startedAt)
      }
      if Task.isCancelled { return }
      await self?.byItself { () async in await self?.ended(run, status) }
    }
  }

  /// The app's process is gone without having been asked to.
  func ended(_ run: LiveRun, _ status: ExitStatus) async {
    guard live?.record.environment == run.record.environment else { return }
    // Two may wait for the end of a process that came back on probation.
    guard ending.insert(run.record.environment).inserted else { return }
    defer { ending.remove(run.record.environment) }
    if state == .sleeping, !sleep.isTurning { return await endedAsleep(run) }
    lastExit = status
    let lines = await lastLines(of: run)
    if await flipBack(because: endedOnTrial(run, status)) { return await report(run, status, lines, restartsIn: nil) }
    // The actor was free meanwhile.
    guard live?.record.environment == run.record.environment else { return }
    restarts += 1
    allRestarts += 1
    let delay = policy.crashed(at: SteadyTime.seconds, after: max(0, services.now() - run.record.startedAt))
    leaving[run.record.environment] = run
    hide(.error, because: crashed(status, delay))
    services.logger.notice(
      "app ended", metadata: ["app.name": "\(app.name)", "reason": "\(status.reason)", "restart.seconds": "\(delay.seconds)"])
    await report(run, status, lines, restartsIn: delay)
    await putAway(run)
    restart(after: delay)
  }

  private func endedOnTrial(_ run: LiveRun, _ status: ExitStatus) -> Problem {
    Problem(
      .gateExited, "release \(run.record.release) of \(app.name) \(status.reason) in its first minute",
      hint: "read its last lines: roost app logs \(app.name)")
  }

  private func crashed(_ status: ExitStatus, _ delay: Duration) -> Problem {
    let wait = delay == .zero ? "at once" : "\(delay.seconds) s later"
    return Problem(
      .appNotRunning, "\(app.name) \(status.reason); it is started again \(wait)",
      hint: "read its last lines: roost app logs \(app.name)")
  }

  /// Why something of it is still there. It is removed later.
  @discardableResult
  func putAway(_ run: LiveRun) async -> Problem? {
    leaving[run.record.environment] = run
    still.remove(run.record.environment)
    defer { leaving[run.record.environment] = nil }
    do throws(Problem) {
      guard let release = try await services.store.release(run.record.release, of: app.id) else {
        // The app was removed meanwhile: nobody asks for its output.
        try await run.environment.destroy(grace: .zero)
        return nil
      }
      try await Launcher(services: services, app: app, release: release).end(run)
      return nil
    } catch {
      services.logger.error("putting a run away failed", metadata: ["app.name": "\(app.name)", "problem": "\(error)"])
      await services.leftovers.keep(.environment(run.record.environment))
      return error
    }
  }

  /// Starts the live release and lets it serve once it passed the gates.
  func startLive(mustLive: Duration = .seconds(1)) async throws(Problem) {
    guard let number = app.liveRelease, var release = try await services.store.release(number, of: app.id),
      let plan = release.plan
    else {
      throw Problem(.appNotRunning, "\(app.name) has no release yet", hint: "deploy it: roost deploy DIR --name \(app.name)")
    }
    try await settleRestoration()
    guard case .command = plan.start else { return show(release, run: nil) }
    try await checkStorage()
    state = .starting
    let isRousing = sleep.takeRousing()
    let runtimes = try await services.runtimes(of: release, app: app.name)
    await spareMade()
    try stillWanted()
    let launcher = Launcher(services: services, app: app, release: release)
    var run = try await launcher.launch(runtimes, in: spare)
    if run.record.environment == spare?.spec.id { spare = nil }
    do throws(Problem) {
      try began(run)
      let found = try await services.gate(run, plan: plan, name: app.name, mustLive: isRousing ? .zero : mustLive) { _ in }
      if found.port != plan.port {
        release.plan = found
        run = run.with(found)
        try await services.store.update(release)
      }
      try await services.store.setLiveRun(run.record.run, app: app.id)
      app.liveRun = run.record.run
    } catch {
      try await launcher.end(run)
      try stillWanted()
      throw error
    }
    show(release, run: run)
    watch(run)
  }
}
