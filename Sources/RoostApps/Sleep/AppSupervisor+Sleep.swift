import Logging
import RoostEnvironments
import RoostGateway
package import RoostModel
import RoostStore
import RoostSystem

/// Falling asleep. Not an exclusive change: nobody's deployment is refused because an app has nothing to do.
extension AppSupervisor {
  /// How the app sleeps; `nil` while it does not.
  var sleepStatus: SleepStatus? {
    guard state == .sleeping, let nap = sleep.nap else { return nil }
    return SleepStatus(depth: nap.isFrozen ? .frozen : .stopped, since: nap.since)
  }

  /// Puts the app to sleep though its time has not come: until the next request.
  package func sleepNow(stops: Bool) async throws(Problem) -> AppSummary {
    guard !isRemoved else { throw Problem.noSuchApp(app.name) }
    if state == .sleeping, !stops || sleep.nap?.isFrozen == false { return summary }
    guard state == .running || state == .sleeping, let run = live else {
      throw Problem(
        .appNotRunning, "\(app.name) has no process that could sleep",
        hint: "see what it does, and start it if it is to run: roost app info \(app.name)")
    }
    let moment = services.now()
    if stops || sleep.restless == run.record.environment {
      try await stopAsleep(lastUse: moment)
    } else {
      do throws(Problem) {
        guard try await freeze(lastUse: moment, leavesStreams: true) else { throw Problem.inUse(app.name) }
      } catch {
        guard error.code == .unsupported else { throw error }
        try await stopAsleep(lastUse: moment)
      }
    }
    return summary
  }

  /// Stops all processes where they are. `false`: somebody came in between, or something else happens to the app.
  func freeze(lastUse: Double, leavesStreams: Bool = false) async throws(Problem) -> Bool {
    guard state == .running, !sleep.isTurning, !isBusy, let run = live, let release = app.liveRelease else { return false }
    sleep.isTurning = true
    sleep.isWanted = false
    closeDoor()
    // What came in before the door was closed is counted by now.
    let activity = await services.gateway.activity(of: run.target)
    guard isServing(run), activity.requests == 0, leavesStreams || activity.streams == 0 || !hasMoved(activity) else {
      return openAgain(run)
    }
    do throws(Problem) {
      try await run.environment.pause()
    } catch {
      _ = openAgain(run)
      if error.code == .unsupported { sleep.restless = run.record.environment }
      throw error
    }
    sleep.isTurning = false
    guard isServing(run) else { return false }
    still.insert(run.record.environment)
    sleep.nap = NapRecord(release: release, isFrozen: true, since: services.now(), lastUse: lastUse)
    run.target.sleep(waking: bell)
    state = .sleeping
    await rememberNap()
    await wakeIfWanted()
    return true
  }

  /// Ends the process of an app that is frozen or has nothing to do; the app comes back with the next request.
  func stopAsleep(lastUse: Double) async throws(Problem) {
    try await exclusively("it is being put to sleep") { () async throws(Problem) in
      guard !sleep.isTurning, let run = live, let release = app.liveRelease, state == .running || state == .sleeping else {
        return
      }
      if state == .running {
        closeDoor()
        sleep.isWanted = false
        let activity = await services.gateway.activity(of: run.target)
        guard live?.record.environment == run.record.environment else { return }
        guard activity.requests == 0 else {
          _ = openAgain(run)
          throw Problem.inUse(app.name)
        }
      }
      live = nil
      let since = sleepStatus?.since ?? services.now()
      sleep.nap = NapRecord(release: release, isFrozen: false, since: since, lastUse: lastUse)
      state = .sleeping
      // A new bell: who rang at the last one is served by what comes.
      closeDoor(statics: run.target.statics)
      await rememberNap()
      await putAway(run)
    }
    await wakeIfWanted()
  }

  /// What the gateway calls when somebody comes.
  private var bell: Sleeper.Wake {
    let jobs = services.jobs
    return { [weak self] in jobs.add { [weak self] in await self?.knocked() } }
  }

  /// Requests wait from here on, and the first one wakes the app.
  func closeDoor(statics: [StaticFiles]? = nil) {
    let rule = VisitorRule(healthPath: plan?.healthPath)
    let door = Target.asleep(rule: rule, statics: statics ?? live?.target.statics ?? [], wake: bell)
    services.gateway.setRoute(app.name, to: door, settings: routeSettings)
  }

  /// Whether bytes moved through a stream so short a time ago that it is in use.
  private func hasMoved(_ activity: TargetActivity) -> Bool {
    let limit = sleepRule?.websockets ?? Double(SleepSettings.defaultWebsockets)
    return (activity.quiet?.inSeconds ?? 0) < limit
  }

  private func isServing(_ run: LiveRun) -> Bool {
    state == .running && live?.record.environment == run.record.environment
  }

  private func openAgain(_ run: LiveRun) -> Bool {
    sleep.isTurning = false
    if isServing(run) { services.gateway.setRoute(app.name, to: run.target, settings: routeSettings) }
    return false
  }

  /// What cannot be written down is forgotten by the next daemon: it starts the app.
  func rememberNap() async {
    do throws(Problem) {
      try await services.store.setNap(state == .sleeping ? sleep.nap : nil, app: app.id)
    } catch {
      services.logger.error("a nap was not written down", metadata: ["app.name": "\(app.name)", "problem": "\(error)"])
    }
  }
}

extension Problem {
  fileprivate static func inUse(_ name: AppName) -> Problem {
    Problem(
      .appBusy, "\(name) is in use: requests are under way, or it is being changed",
      hint: "see what it does, and try again: roost app info \(name)")
  }
}
