import Logging
import RoostEnvironments
import RoostGateway
package import RoostModel
import RoostStore
import RoostSystem

/// Waking up. Requests wait at the gateway meanwhile.
extension AppSupervisor {
  /// Returns when the app runs. Does nothing to one that does.
  package func wake() async throws(Problem) -> AppSummary {
    guard !isRemoved else { throw Problem.noSuchApp(app.name) }
    guard state == .sleeping else {
      guard app.wantsToRun else {
        throw Problem(.appNotRunning, "\(app.name) is stopped, not asleep", hint: "start it: roost app start \(app.name)")
      }
      return summary
    }
    if live == nil {
      sleep.isRousing = true
      return try await start()
    }
    await thaw()
    return summary
  }

  /// A request came to the door.
  func knocked() async {
    sleep.isWanted = true
    await wakeIfWanted()
  }

  func wakeIfWanted() async {
    guard sleep.isWanted, state == .sleeping, !isRemoved, !sleep.isTurning else { return }
    if live != nil { return await thaw() }
    // A deployment that is under way decides by itself what serves next; look again when it has ended.
    guard !isBusy else { return knockLater() }
    sleep.isWanted = false
    policy = RestartPolicy()
    sleep.isRousing = true
    state = .starting
    restart(after: .zero)
    await rememberNap()
  }

  private func knockLater() {
    services.jobs.add { [weak self] in
      // Cancelled when the daemon stops: the next one finds the app asleep.
      guard (try? await ContinuousClock().sleep(for: .milliseconds(100))) != nil else { return }
      await self?.wakeIfWanted()
    }
  }

  /// Lets the processes go on where they stood.
  func thaw() async {
    while sleep.isTurning { await quietChange() }
    guard state == .sleeping, let run = live else { return }
    sleep.isTurning = true
    let failure: Problem?
    do throws(Problem) {
      try await run.environment.resume()
      failure = nil
    } catch { failure = error }
    sleep.isTurning = false
    still.remove(run.record.environment)
    run.target.sleep(waking: nil)
    guard state == .sleeping, live?.record.environment == run.record.environment else { return }
    sleep.isWanted = false
    if let failure {
      services.logger.error("an app cannot be woken", metadata: ["app.name": "\(app.name)", "problem": "\(failure)"])
      return await ended(run, ExitStatus(.lost, at: services.now()))
    }
    problem = nil
    services.gateway.setRoute(app.name, to: run.target, settings: routeSettings)
    state = .running
    alignWorkers()
    await rememberNap()
  }

  /// The process of a sleeping app is gone, as when the machine ran out of memory: it sleeps on without one.
  func endedAsleep(_ run: LiveRun) async {
    live = nil
    sleep.nap?.isFrozen = false
    closeDoor(statics: run.target.statics)
    await rememberNap()
    await putAway(run)
    await alignSpare()
    await wakeIfWanted()
  }

  /// After a start of the daemon: what slept sleeps on. What was frozen had to move for a moment, to be found.
  func sleepOn() async {
    guard app.wantsToRun, let nap = app.nap, nap.release == app.liveRelease else { return }
    if state == .running {
      guard nap.isFrozen, (try? await freeze(lastUse: nap.lastUse)) == true else { return await rememberNap() }
      sleep.nap?.since = nap.since
      return await rememberNap()
    }
    guard live == nil, state == .stopped else { return }
    sleep.nap = NapRecord(release: nap.release, isFrozen: false, since: nap.since, lastUse: nap.lastUse)
    problem = nil
    state = .sleeping
    let release = services.paths(of: app).release(nap.release)
    closeDoor(statics: plan.map { BuiltSite.statics(of: $0, in: release) })
    await rememberNap()
    await alignSpare()
  }
}
