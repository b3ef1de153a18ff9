import Logging
import RoostGateway
import RoostModel
import RoostSources
import RoostStore
import RoostSystem

extension AppSupervisor {
  /// Makes a release of the directory, proves it, and lets it serve. Until then the live release is not touched.
  func deploy(_ request: DeployRequest, from fetched: FetchedSource, progress: @escaping ProgressSink) async throws(Problem)
    -> DeployResult
  {
    try await exclusively("a deployment is under way") { () async throws(Problem) in
      let release = try await services.store.newRelease(of: app.id, now: services.now())
      let log = try await DeployLog.open(services.paths(of: app), release: release.number)
      let redaction = RedactionSwitch(try await services.redactor(of: app))
      let record: ProgressSink = { event in
        let event = redaction.redactor.redact(event)
        log.write(event)
        progress(event)
      }
      var context = DeployContext(
        request: request, fetched: fetched, app: app, services: services, progress: record, release: release,
        redaction: redaction)
      if app.liveRelease == nil { hide(.starting, because: firstDeployment) }
      do throws(Problem) {
        try await Deployment().run(&context)
        try await switchOver(to: &context)
      } catch {
        let problem = redaction.redactor.redact(error)
        log.write(problem)
        try await fail(context.release, with: problem)
        throw problem
      }
      await noting("removing old dependencies") { () async throws(Problem) in
        try await ReleasePruning(services: services, app: app).pruneDependencies()
      }
      return DeployResult(
        app: summary, plan: try context.madePlan, release: release.number,
        seconds: (ContinuousClock.now - context.started).inSeconds, warnings: context.warnings)
    }
  }

  private var firstDeployment: Problem {
    Problem(
      .appNotRunning, "\(app.name) is being deployed for the first time",
      hint: "see whether it has ended: roost app info \(app.name)")
  }

  /// The point of no return: the database first, so that a crash right after finds the proven release live.
  private func switchOver(to context: inout DeployContext) async throws(Problem) {
    context.progress(
      .stage("switch", detail: services.urls(of: app.name, context.plan?.route ?? RouteSettings())[0]))
    let old = live
    try await services.store.makeLive(context.release)
    app.liveRelease = context.release.number
    app.wantsToRun = true
    policy = RestartPolicy()
    restarts = 0
    show(context.release, run: context.run)
    if let run = context.run { watch(run) }
    retire(old)
  }

  /// The release serves: what cannot be cleared up behind it does not make the deployment fail.
  private func noting(_ what: String, _ body: () async throws(Problem) -> Void) async {
    do { try await body() } catch {
      services.logger.error("\(what) failed", metadata: ["app.name": "\(app.name)", "problem": "\(error)"])
    }
  }

  /// A failed first deployment leaves an app that has nothing to serve; it stays listed with the reason.
  private func fail(_ release: ReleaseRecord, with problem: Problem) async throws(Problem) {
    var failed = release
    failed.state = .failed
    failed.problem = problem
    try await services.store.update(failed)
    if app.liveRelease == nil {
      plan = release.plan
      state = problem.code == .runtimeMissing ? .runtimeMissing : .error
      self.problem = problem
      services.gateway.setRoute(app.name, to: .unavailable(problem), settings: routeSettings)
    }
  }

  /// Lets the old run finish what it answers, beside everything else, and removes the releases nobody asks for any more.
  private func retire(_ old: LiveRun?) {
    if let old { retiring.append(old) }
    let services = services
    services.jobs.add { [weak self] in
      if let old {
        _ = await services.gateway.drain(old.target, timeout: services.configuration.drainTimeout)
        await self?.endRetired(old)
      }
      await self?.prune()
    }
  }

  private func endRetired(_ run: LiveRun) async {
    guard let index = retiring.firstIndex(where: { $0.record.environment == run.record.environment }) else { return }
    await putAway(retiring.remove(at: index))
  }

  private func prune() async {
    guard let live = app.liveRelease, !isRemoved else { return }
    await noting("removing old releases") { () async throws(Problem) in
      try await ReleasePruning(services: services, app: app).prune(live: live)
    }
  }

  /// Without waiting for what they still answer: the app is meant to end.
  @discardableResult
  func endAllRetired() async -> [Problem] {
    var left: [Problem] = []
    while let run = retiring.popLast() { if let problem = await putAway(run) { left.append(problem) } }
    return left
  }
}
