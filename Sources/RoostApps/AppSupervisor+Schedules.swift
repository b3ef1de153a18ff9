import Logging
import RoostEnvironments
import RoostModel
import RoostStore
import RoostSystem

extension AppSupervisor {
  /// Starts the commands whose time came after `earlier` and not after `now`, in seconds since 1970. One that still runs from
  /// the last time is left to itself.
  func runDue(after earlier: Int, until now: Int) {
    guard mayRunDue, state != .runtimeMissing, state != .stopped else { return }
    for schedule in plan?.schedules ?? [] {
      guard let time = schedule.cron.next(after: earlier), time <= now else { continue }
      guard dueRuns[schedule.name] == nil else {
        services.events.add(
          .appState, subject: app.name.text,
          text: "\(app.name): '\(schedule.name)' still runs from the last time and is not started again", state: state)
        continue
      }
      guard quiet.due.insert(schedule.name).inserted else { continue }
      services.jobs.add { [weak self] in await self?.run(schedule) }
    }
  }

  private var mayRunDue: Bool {
    app.wantsToRun && app.liveRelease != nil && !isRemoved && !madeRoom && !isHeld && !isHalfRestored && !awaitsBoot
  }

  private func run(_ schedule: ScheduledCommand) async {
    do throws(Problem) {
      let run = try await byItself { () async throws(Problem) in try await launch(schedule) }
      quiet.due.remove(schedule.name)
      if let run { await follow(due: run, schedule.name) }
    } catch {
      quiet.due.remove(schedule.name)
      services.logger.error(
        "a scheduled command did not start",
        metadata: ["app.name": "\(app.name)", "schedule": "\(schedule.name)", "problem": "\(error)"])
    }
  }

  /// `nil`: it is not wanted any more.
  private func launch(_ schedule: ScheduledCommand) async throws(Problem) -> LiveRun? {
    guard mayRunDue, let number = app.liveRelease, let release = try await services.store.release(number, of: app.id) else {
      return nil
    }
    let runtimes = try await services.runtimes(of: release, app: app.name)
    let run = try await Launcher(services: services, app: app, release: release).launch(
      schedule.command, as: schedule.name, runtimes, purpose: .schedule)
    guard mayRunDue, dueRuns[schedule.name] == nil else {
      await putAway(run)
      return nil
    }
    dueRuns[schedule.name] = run
    tellWaiters()
    return run
  }

  /// Waits for its end and keeps what it wrote.
  func follow(due run: LiveRun, _ name: String) async {
    let status: ExitStatus
    do { status = try await run.process.exitStatus() } catch { status = ExitStatus(.lost, at: run.record.startedAt) }
    // The daemon stops: the next one goes on with it.
    if Task.isCancelled { return }
    await byItself { () async in await ended(due: run, name, status) }
  }

  private func ended(due run: LiveRun, _ name: String, _ status: ExitStatus) async {
    guard dueRuns[name]?.record.environment == run.record.environment else { return }
    dueRuns[name] = nil
    leaving[run.record.environment] = run
    lastDue[name] = status
    if !status.succeeded {
      await report(run, status, await lastLines(of: run), restartsIn: nil)
      services.events.add(
        .appState, subject: app.name.text, text: "\(app.name): '\(name)' \(status.reason)", state: state)
    }
    await putAway(run)
  }

  /// After a start of the daemon: whether a command is one that goes on.
  func takeOver(due run: LiveRun) -> Bool {
    guard let name = run.record.role, app.wantsToRun, dueRuns[name] == nil else { return false }
    dueRuns[name] = run
    services.jobs.add { [weak self] in await self?.follow(due: run, name) }
    return true
  }

  func endDue() async {
    let runs = dueRuns.values
    dueRuns = [:]
    for run in runs { leaving[run.record.environment] = run }
    for run in runs { await putAway(run) }
  }
}
