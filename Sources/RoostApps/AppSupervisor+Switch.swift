import RoostGateway
import RoostModel
import RoostStore
import RoostSystem

extension AppSupervisor {
  /// The point of no return: the database first, so that a crash right after finds the proven release live.
  func switchOver(to context: inout DeployContext) async throws(Problem) {
    context.progress(
      .stage("switch", detail: services.urls(of: app.name, context.plan?.route ?? RouteSettings())[0]))
    let before = services.gateway.metrics(of: app.name)
    try await services.store.makeLive(context.release, run: context.run?.record.run)
    // What serves may have changed while that was written.
    let old = live
    let oldRelease = app.liveRelease
    app.liveRelease = context.release.number
    app.liveRun = context.run?.record.run
    app.wantsToRun = true
    policy = RestartPolicy()
    restarts = 0
    madeRoom = false
    isHeld = false
    // The release before belongs to variables and data that are gone.
    let mayGoBack = app.restoring == nil
    app.restoring = nil
    isHalfRestored = false
    isLeftToPeople = false
    generation += 1
    show(context.release, run: context.run)
    if let run = context.run { watch(run) }
    await endTrial()
    if mayGoBack, let old, let oldRelease, let new = context.run, oldRelease != context.release.number, mayStayFrozen {
      begin(Trial(old: old, oldRelease: oldRelease, new: new, deployment: context.deployment, before: before))
    }
    retire(old)
  }

  /// Ends all that runs of the app, while requests wait for what comes. Nothing begins until `madeRoom` is taken back.
  func makeRoom() async {
    madeRoom = true
    await untilNothingIsUnderWay()
    await endTrial()
    holdRequests()
    let old = live
    live = nil
    state = .starting
    if let old { leaving[old.record.environment] = old }
    await rememberNap()
    if let old {
      _ = await services.gateway.drain(old.target, timeout: services.configuration.drainTimeout)
      await putAway(old)
    }
    await endWorkers()
    await endDue()
    await endAllRetired()
  }

  /// Lets the old run finish what it answers, beside everything else, and removes the releases nobody asks for any more.
  func retire(_ old: LiveRun?) {
    if let old { retiring.append(old) }
    let services = services
    services.jobs.add { [weak self] in
      if let old {
        _ = await services.gateway.drain(old.target, timeout: services.configuration.drainTimeout)
        await self?.byItself { () async in await self?.drained(old) }
      }
      await self?.prune()
    }
  }

  private func drained(_ old: LiveRun) async {
    if trial?.old.record.environment == old.record.environment { return await freezeOld() }
    await endRetired(old)
  }

  func endRetired(_ run: LiveRun) async {
    guard let index = retiring.firstIndex(where: { $0.record.environment == run.record.environment }) else { return }
    await putAway(retiring.remove(at: index))
  }

  func prune() async {
    guard let live = app.liveRelease, !isRemoved else { return }
    await noting("removing old releases") { () async throws(Problem) in
      var gone: Set<Int> = []
      try await ReleasePruning(services: services, app: app).prune(live: live) { (number) async throws(Problem) in
        guard try await letGo(of: number) else { return false }
        gone.insert(number)
        return true
      }
      leavingReleases.subtract(gone)
    }
  }

  /// Whether a release may be removed; then no deployment gets it any more.
  func letGo(of number: Int) async throws(Problem) -> Bool {
    guard number != wantedRelease, number != app.liveRelease else { return false }
    leavingReleases.insert(number)
    // Who pins one looks afterwards whether it is leaving.
    guard try await services.store.pins(of: app.id).contains(number) else { return true }
    leavingReleases.remove(number)
    return false
  }

  /// Keeps a release until the end of the change under way, or says that it is leaving.
  func claim(_ number: Int) throws(Problem) {
    guard !leavingReleases.contains(number) else { throw notThere(number) }
    wantedRelease = number
  }

  /// Without waiting for what they still answer: the app is meant to end.
  @discardableResult
  func endAllRetired() async -> [Problem] {
    await thawOld()
    trial = nil
    var left: [Problem] = []
    while let run = retiring.popLast() { if let problem = await putAway(run) { left.append(problem) } }
    return left
  }
}
