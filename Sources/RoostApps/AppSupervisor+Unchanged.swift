import RoostModel
import RoostStore

extension AppSupervisor {
  /// The live release, as long as it does what a deployment of the same would bring about.
  func servedRelease(given version: Int) async throws(Problem) -> ReleaseRecord? {
    guard app.wantsToRun, state == .running || state == .sleeping, let number = app.liveRelease,
      let release = try await services.store.release(number, of: app.id)
    else { return nil }
    if case .files = release.plan?.start { return release }
    // Variables that were changed without a restart come with the next deployment.
    return try await provenVersion() ?? 0 == version ? release : nil
  }

  /// After a deployment that would have changed nothing: the release that it began is forgotten.
  func settle(
    for served: ReleaseRecord, _ context: DeployContext, _ log: DeployLog
  ) async throws(Problem) -> DeployResult {
    try await services.store.settle(deployment: context.deployment, for: served.number, forgetting: context.release)
    let paths = services.paths(of: app)
    let number = context.release.number
    await noting("moving a deployment's log") { () async throws(Problem) in
      try await log.move(in: paths, from: number, to: served.number)
    }
    var result = DeployResult(
      app: summary, plan: try context.madePlan, release: served.number,
      seconds: (ContinuousClock.now - context.started).inSeconds, warnings: context.warnings)
    result.alreadyLive = true
    return result
  }
}
