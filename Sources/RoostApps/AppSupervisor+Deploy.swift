import Logging
import RoostGateway
import RoostModel
import RoostSources
import RoostStore
import RoostSystem

extension AppSupervisor {
  /// Makes a release of the source, proves it, and lets it serve. Until then the live release is not touched. Waits for the
  /// deployment that is under way; a newer one takes its place in the queue.
  func deploy(
    _ request: DeployRequest, from fetched: FetchedSource, until callOff: CallOff = CallOff(), progress: @escaping ProgressSink
  ) async throws(Problem) -> DeployResult {
    try await inTurn(.deploy, request, until: callOff, progress: progress) { (running) async throws(Problem) in
      try await checkQuota()
      let release = try await services.store.newRelease(of: app.id, now: services.now())
      return try await carryOut(
        .fresh, of: release, running, request, from: fetched, compares: request.force != true, progress: progress)
    }
  }

  /// Takes a release through the steps, and lets it serve when it passed them. `interruptedAt`: where an earlier deployment of
  /// the same release was when its daemon ended. `compares`: makes no release that equals the live one.
  func carryOut(
    _ deployment: Deployment, of release: ReleaseRecord, _ running: RunningDeployment, _ request: DeployRequest,
    from fetched: FetchedSource, interruptedAt: String? = nil, compares: Bool = false, progress: @escaping ProgressSink
  ) async throws(Problem) -> DeployResult {
    try claim(release.number)
    let log = try await DeployLog.open(
      services.paths(of: app), release: release.number, deployment: running.number, now: services.now)
    let redaction = RedactionSwitch(try await services.redactor(of: app))
    let record: ProgressSink = { event in
      let event = redaction.redactor.redact(event)
      log.write(event)
      progress(event)
    }
    var context = DeployContext(
      request: request, fetched: fetched, app: app, services: services, progress: record, deployment: running.number,
      release: release,
      redaction: redaction)
    context.interruptedAt = interruptedAt
    // To its end, also when the deployment is called off meanwhile.
    let jobs = services.jobs
    context.makesRoom = { [weak self] in _ = await jobs.toTheEnd { [weak self] in await self?.makeRoom() } }
    if compares {
      context.served = { [weak self] (version) async throws(Problem) in try await self?.servedRelease(given: version) }
    }
    if app.liveRelease == nil { hide(.starting, because: firstDeployment) }
    do throws(Problem) {
      try await deployment.run(&context, until: running.callOff)
      if let served = context.unchanged { return try await settle(for: served, context, log) }
      if request.imported?.starts == false { try await shelve(&context) } else { try await switchOrGiveUp(&context, deployment) }
    } catch {
      let problem = redaction.redactor.redact(error)
      log.write(problem)
      await takeBack(context, release, because: problem)
      throw problem
    }
    await noting("removing old dependencies") { () async throws(Problem) in
      try await ReleasePruning(services: services, app: app).pruneDependencies()
    }
    return DeployResult(
      app: summary, plan: try context.madePlan, release: release.number,
      seconds: (ContinuousClock.now - context.started).inSeconds, warnings: context.warnings)
  }

  /// When the switch cannot be written down nothing was switched, and the proven process is not needed.
  private func switchOrGiveUp(_ context: inout DeployContext, _ deployment: Deployment) async throws(Problem) {
    do throws(Problem) {
      try await switchOver(to: &context)
    } catch {
      if let run = context.run { await putAway(run) }
      // The old release is started on its own data and variables.
      await deployment.undo(deployment.steps.filter(\.isOfRestoration), context)
      services.gateway.releaseRoute(app.name)
      throw error
    }
  }

  private var firstDeployment: Problem {
    Problem(
      .appNotRunning, "\(app.name) is being deployed for the first time",
      hint: "see whether it has ended: roost app info \(app.name)")
  }

  /// What cannot be done about it does not change what is told.
  func noting(_ what: String, _ body: () async throws(Problem) -> Void) async {
    do { try await body() } catch {
      services.logger.error("\(what) failed", metadata: ["app.name": "\(app.name)", "problem": "\(error)"])
    }
  }

  /// After a failure. A release that served before is what it was; a new one stays listed with the reason, and so does an app
  /// that has nothing else to serve.
  private func takeBack(_ context: DeployContext, _ before: ReleaseRecord, because problem: Problem) async {
    await noting("recording the failure") { () async throws(Problem) in
      var release = before.state == .pending ? context.release : before
      if before.state == .pending {
        release.state = .failed
        release.problem = problem
      }
      try await services.store.update(release)
    }
    if app.liveRelease == nil {
      plan = context.plan
      state = problem.code == .runtimeMissing ? .runtimeMissing : .error
      self.problem = problem
      services.gateway.setRoute(app.name, to: .unavailable(problem), settings: routeSettings)
    } else if madeRoom {
      // Before the start, so that its workers come back with it.
      madeRoom = false
      await startAfterFailure()
    }
    madeRoom = false
  }

  /// What ran ended for something that failed.
  func startAfterFailure() async {
    guard app.wantsToRun, !isLeftToPeople else { return showStopped() }
    do throws(Problem) {
      try await startLive()
    } catch {
      hide(error.code == .runtimeMissing ? .runtimeMissing : .error, because: error)
      restart(after: .seconds(1))
    }
  }
}
