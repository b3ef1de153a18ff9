package import RoostModel
import RoostSources
import RoostStore
import SystemPackage

extension AppSupervisor {
  /// Newest first.
  package func releases() async throws(Problem) -> [ReleaseSummary] {
    let pins = try await services.store.pins(of: app.id)
    return try await services.store.releases(of: app.id).map { $0.summary(isPinned: pins.contains($0.number)) }
  }

  /// Lets an earlier release serve again, as it was built: `nil` is the one that served before the live release. At once
  /// while the live release is on probation.
  package func rollback(to number: Int?, progress: @escaping ProgressSink) async throws(Problem) -> DeployResult {
    try await inTurn(.rollback, progress: progress) { (running) async throws(Problem) in
      let release = try await earlierRelease(number)
      if let result = try await flipBack(to: release, running, progress) { return result }
      return try await serveAgain(release, running, progress: progress)
    }
  }

  /// Starts the live release anew beside itself and switches to it: what it is told at its start may have changed.
  package func renew(progress: @escaping ProgressSink) async throws(Problem) -> DeployResult {
    try await inTurn(.renew, progress: progress) { (running) async throws(Problem) in
      guard let number = app.liveRelease, let release = try await services.store.release(number, of: app.id) else {
        throw Problem(.appNotRunning, "\(app.name) has no release yet", hint: "deploy it: roost deploy DIR --name \(app.name)")
      }
      return try await serveAgain(release, running, progress: progress)
    }
  }

  /// Goes on with the deployment that the daemon's end interrupted.
  package func resume(progress: @escaping ProgressSink) async throws(Problem) -> DeployResult {
    let newest = try await services.store.deployments(of: app.id).first
    guard let newest, newest.state == .interrupted, newest.kind == .deploy, let request = newest.request else {
      throw Problem(
        .deploymentNone, "\(app.name) has no interrupted deployment",
        hint: "see what became of the last ones: roost app deployments \(app.name)")
    }
    return try await inTurn(.deploy, request, progress: progress) { (running) async throws(Problem) in
      guard let number = newest.release, var release = try await services.store.release(number, of: app.id),
        release.state == .failed, AppDirectories.exists(services.paths(of: app).release(number).root)
      else {
        guard request.source == nil, !request.directory.isEmpty else {
          throw Problem(
            .deploymentNone, "the deployment of \(app.name) was interrupted before its source was there",
            hint: "fetch it again: roost app pull \(app.name)")
        }
        let release = try await services.store.newRelease(of: app.id, now: services.now())
        let fetched = FetchedSource(directory: FilePath(request.directory))
        return try await carryOut(
          .fresh, of: release, running, request, from: fetched, compares: request.force != true, progress: progress)
      }
      release.state = .pending
      release.problem = nil
      return try await carryOut(
        .making(request), of: release, running, request, from: FetchedSource(directory: FilePath(request.directory)),
        interruptedAt: newest.stage, progress: progress)
    }
  }

  /// Keeps a release however many follow, or no longer.
  package func pin(_ number: Int, _ pinned: Bool) async throws(Problem) -> [ReleaseSummary] {
    _ = try await existing(number)
    try await services.store.setPinned(pinned, release: number, of: app.id)
    guard !pinned || !leavingReleases.contains(number) else { throw notThere(number) }
    return try await releases()
  }

  private func serveAgain(
    _ release: ReleaseRecord, _ running: RunningDeployment, progress: @escaping ProgressSink
  ) async throws(Problem) -> DeployResult {
    try await checkStorage()
    let request = DeployRequest(directory: "", name: app.name.text, installsRuntimes: false)
    var result = try await carryOut(
      .again, of: release, running, request, from: FetchedSource(directory: "/"), progress: progress)
    if release.number != app.liveRelease || release.state != .live {
      result.warnings += result.plan.release.map { _ in [dataStays] } ?? []
    }
    return result
  }

  private var dataStays: String {
    "the data of \(app.name) is as later releases left it: what their release commands changed is not taken back"
  }

  private func flipBack(
    to release: ReleaseRecord, _ running: RunningDeployment, _ progress: ProgressSink
  ) async throws(Problem) -> DeployResult? {
    guard let trial, trial.oldRelease == release.number, let plan = release.plan else { return nil }
    let began = ContinuousClock.now
    progress(.stage("switch", detail: "release \(release.number) waits frozen"))
    try await services.store.enter("switch", deployment: running.number, release)
    guard await flipBack(because: nil) else { return nil }
    let seconds = (ContinuousClock.now - began).inSeconds
    progress(.finished("switch", seconds: seconds))
    return DeployResult(
      app: summary, plan: plan, release: release.number, seconds: seconds, warnings: plan.release == nil ? [] : [dataStays])
  }

  func existing(_ number: Int) async throws(Problem) -> ReleaseRecord {
    if let release = try await services.store.release(number, of: app.id) { return release }
    throw notThere(number)
  }

  func notThere(_ number: Int) -> Problem {
    Problem(
      .releaseNotFound, "\(app.name) has no release \(number)", hint: "see which are kept: roost app releases \(app.name)")
  }

  private func earlierRelease(_ number: Int?) async throws(Problem) -> ReleaseRecord {
    if let number {
      let release = try await existing(number)
      guard release.number != app.liveRelease else {
        throw Problem(
          .usageInvalid, "release \(number) of \(app.name) serves already",
          hint: "to start it anew: roost app restart \(app.name)")
      }
      return release
    }
    let live = app.liveRelease ?? 0
    let kept = try await services.store.releases(of: app.id).filter { $0.state == .retired && $0.number < live }
    // The newest one may be one that somebody went back from.
    let served = try await deployments().filter { $0.state == .succeeded }.compactMap(\.release).drop { $0 != live }
    if let earlier = served.lazy.compactMap({ number in kept.first { $0.number == number } }).first ?? kept.first {
      return earlier
    }
    throw Problem(
      .releaseNotFound, "\(app.name) has no earlier release that served",
      hint: "see which are kept: roost app releases \(app.name)")
  }
}
