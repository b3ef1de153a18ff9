import RoostEnvironments
import RoostGateway
package import RoostModel
import RoostStore

extension AppSupervisor {
  /// Does nothing when it runs already.
  package func start() async throws(Problem) -> AppSummary {
    try await exclusively("it is being started", usesSpare: true) { () async throws(Problem) in
      try await want(true)
      if state == .sleeping { await thaw() }
      if live == nil, state != .running { try await startOrExplain() }
      return summary
    }
  }

  package func stop() async throws(Problem) -> AppSummary {
    try await exclusively("it is being stopped") { () async throws(Problem) in
      // First the processes: a full disk, which they may have filled, keeps nothing from being stopped.
      await endAll()
      try await want(false)
      return summary
    }
  }

  /// Stops and starts the live release. There is a gap; a deployment has none.
  package func restart() async throws(Problem) -> AppSummary {
    try await exclusively("it is being restarted") { () async throws(Problem) in
      try await want(true)
      await stopLive()
      await endWorkers()
      try await startOrExplain()
      return summary
    }
  }

  /// Removes the app with its releases, its output and its data. Returns why something is still left, on engines and hosts
  /// that are away: that is removed later.
  package func remove() async throws(Problem) -> [Problem] {
    try await exclusively("it is being removed") { () async throws(Problem) in
      var left = await endAll()
      // What ended by itself a moment ago is still being put away.
      await untilNothingIsUnderWay(within: .seconds(30))
      left += await endAllRetired()
      left += await removeVolumes()
      left += await removeImages()
      do throws(Problem) {
        try await want(false)
      } catch {
        // What its files take up is about to be free.
        guard error.code == .diskFull else { throw error }
      }
      try await RemovedApps(home: services.configuration.home).remove(services.paths(of: app).root, of: app.id)
      try await services.store.deleteApp(app.id)
      isRemoved = true
      services.gateway.setRoute(app.name, to: nil)
      tellWaiters()
      return left
    }
  }

  /// Its data on other hosts.
  private func removeVolumes() async -> [Problem] {
    var left: [Problem] = []
    do throws(Problem) {
      let releases = try await services.store.releases(of: app.id)
      for target in Set(releases.compactMap { $0.plan?.target }) where target.host != nil {
        let volume = Leftover.volume(AppPaths.volume(of: app.id), target)
        if let problem = await services.leftovers.remove(volume) { left.append(problem) }
      }
    } catch {
      left.append(error)
    }
    return left
  }

  private func removeImages() async -> [Problem] {
    do throws(Problem) {
      return await services.removeImages(of: try await services.store.releases(of: app.id))
    } catch {
      return [error]
    }
  }

  @discardableResult
  private func endAll() async -> [Problem] {
    app.wantsToRun = false
    return await stopProcesses()
  }

  /// Whatever is wanted of the app.
  @discardableResult
  func stopProcesses() async -> [Problem] {
    let left = await stopLive()
    await endWorkers()
    await endDue()
    return (left.map { [$0] } ?? []) + (await endAllRetired())
  }

  private func want(_ running: Bool) async throws(Problem) {
    try await services.store.setWantsToRun(running, app: app.id)
    app.wantsToRun = running
    isLeftToPeople = false
  }

  private func startOrExplain() async throws(Problem) {
    policy = RestartPolicy()
    do {
      try await startLive()
    } catch {
      hide(error.code == .runtimeMissing ? .runtimeMissing : .error, because: error)
      throw error
    }
  }

  /// As it is meant to be.
  func showStopped() {
    hide(
      .stopped,
      because: Problem(.appNotRunning, "\(app.name) is stopped", hint: "start it: roost app start \(app.name)"))
    problem = nil
  }

  @discardableResult
  func stopLive() async -> Problem? {
    await endTrial()
    let run = live
    showStopped()
    guard let run else { return nil }
    let left = await putAway(run)
    // Of one that could not be put away nobody knows.
    if left == nil { lastExit = try? await run.process.exitStatus() }
    return left
  }
}
