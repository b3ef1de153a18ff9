import Logging
import RoostEnvironments
import RoostGateway
import RoostModel
import RoostStore
import RoostSystem

/// Whether an app is used. Asked by the beat of the node.
extension AppSupervisor {
  /// `nil` when the app does not sleep.
  var sleepRule: SleepRule? { plan.flatMap { SleepRule($0, standard: services.configuration.sleep) } }

  /// One look. Puts the app to sleep when its time has come, and deeper when that has.
  func look(at moment: SleepMoment) async {
    guard !isRemoved, app.wantsToRun, !isBusy, !sleep.isTurning else { return }
    if state == .sleeping { return await lookAtSleeping(moment) }
    guard let rule = sleepRule, state == .running, let run = live, retiring.isEmpty else { return }
    let environment = run.record.environment
    var idle = sleep.watch(over: environment, at: moment.steady)
    let sight = await sight(of: run, at: moment, rule)
    guard live?.record.environment == environment, state == .running else { return }
    let quiet = idle.see(sight, websockets: rule.websockets)
    let limit = sleep.restless == environment ? rule.stopAfter : rule.after
    let isDue = quiet >= limit && !idle.computes(sight)
    sleep.watch = (environment, idle)
    if isDue { await fallAsleep(run, lastUse: moment.wall - quiet, at: moment) }
  }

  private func fallAsleep(_ run: LiveRun, lastUse: Double, at moment: SleepMoment) async {
    do throws(Problem) {
      if sleep.restless == run.record.environment { return try await stopAsleep(lastUse: lastUse) }
      if try await freeze(lastUse: lastUse) { return }
    } catch {
      // Where nothing can be frozen, an app is stopped when the time for that has come.
      guard error.code != .unsupported, error.code != .appBusy else { return }
      services.logger.warning("an app cannot sleep", metadata: ["app.name": "\(app.name)", "problem": "\(error)"])
    }
    sleep.watch?.idle.startOver(at: moment.steady)
  }

  private func lookAtSleeping(_ moment: SleepMoment) async {
    guard let nap = sleep.nap, let rule = sleepRule else { return }
    if rule.awake?.contains(day: moment.day, minute: moment.minute) == true { return await knocked() }
    if nap.isFrozen, moment.wall - nap.lastUse >= rule.stopAfter { await deepen() }
  }

  /// Ends the process of a frozen app.
  func deepen() async {
    guard state == .sleeping, let nap = sleep.nap, nap.isFrozen else { return }
    do throws(Problem) {
      try await stopAsleep(lastUse: nap.lastUse)
    } catch {
      services.logger.debug("an app is not stopped yet", metadata: ["app.name": "\(app.name)", "problem": "\(error)"])
    }
  }

  /// When a frozen app was last used; `nil` for any other.
  var frozenLastUse: Double? { state == .sleeping && sleep.nap?.isFrozen == true ? sleep.nap?.lastUse : nil }

  private func sight(of run: LiveRun, at moment: SleepMoment, _ rule: SleepRule) async -> IdleSight {
    let activity = await services.gateway.activity(of: run.target)
    var sight = IdleSight(at: moment.steady)
    sight.requests = activity.requests
    sight.streams = activity.streams
    sight.streamsQuiet = activity.quiet?.inSeconds
    sight.sinceRequest = services.gateway.quiet(since: app.name)?.inSeconds
    sight.isAwakeHour = rule.awake?.contains(day: moment.day, minute: moment.minute) ?? false
    // Strategies that cannot tell keep nobody awake.
    sight.cpu = (try? await run.environment.metrics())?.cpuSeconds
    guard let pid = run.hostPID else { return sight }
    let doors = run.environment.spec.gateway?.ports.map(\.number) ?? []
    let processes = await BlockingWork.run { ProcessSight(of: pid, doors: doors) }
    sight.children = processes.children
    sight.outbound = processes.outbound
    return sight
  }
}
