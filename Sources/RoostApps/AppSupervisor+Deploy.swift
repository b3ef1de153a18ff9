import Logging
import RoostGateway
package import RoostModel
import RoostStore
import RoostSystem

extension AppSupervisor {
  /// Makes a release of the directory, proves it, and lets it serve. Until then the live release is not touched.
  package func deploy(_ request: DeployRequest, progress: @escaping ProgressSink) async throws(Problem) -> DeployResult {
    try await exclusively("a deployment is under way") { () async throws(Problem) in
      let release = try await services.store.newRelease(of: app.id, now: services.now())
      let log = try await DeployLog.open(services.paths(of: app), release: release.number)
      let record: ProgressSink = { event in
        log.write(event)
        progress(event)
      }
      var context = DeployContext(request: request, app: app, services: services, progress: record, release: release)
      do throws(Problem) {
        try await Deployment().run(&context)
        try await switchOver(to: &context)
      } catch {
        log.write(error)
        try await fail(context.release, with: error)
        throw error
      }
      try await ReleasePruning(services: services, app: app).pruneDependencies()
      return DeployResult(
        app: summary, plan: try context.madePlan, release: release.number,
        seconds: (ContinuousClock.now - context.started).inSeconds, warnings: context.warnings)
    }
  }

  /// The point of no return: the database first, so that a crash right after finds the proven release live.
  private func switchOver(to context: inout DeployContext) async throws(Problem) {
    context.progress(.stage("switch", detail: services.configuration.urls(of: app.name)[0]))
    let old = live
    try await services.store.makeLive(context.release)
    app.liveRelease = context.release.number
    app.wantsToRun = true
    policy = RestartPolicy()
    restarts = 0
    show(context.release, run: context.run)
    if let run = context.run { watch(run) }
    retire(old, keeping: context.release.number)
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
      services.gateway.setRoute(app.name, to: .unavailable(problem))
    }
  }

  private func retire(_ old: LiveRun?, keeping number: Int) {
    let services = services
    let app = app
    services.jobs.add {
      do {
        if let old { try await Retirement(services: services, app: app).retire(old) }
        try await ReleasePruning(services: services, app: app).prune(live: number)
      } catch {
        services.logger.error("retiring a release failed", metadata: ["app.name": "\(app.name)", "problem": "\(error)"])
      }
    }
  }
}
