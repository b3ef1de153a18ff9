import Logging
import RoostEnvironments
import RoostGateway
import RoostModel
import RoostStore
import RoostSystem

/// The first while of a new release, in which the one before it is kept frozen and comes back at once when the new one fails.
struct Trial: Sendable {
  let old: LiveRun
  let oldRelease: Int
  let new: LiveRun
  /// Its number in the journal.
  let deployment: Int
  /// What the gateway had counted when the new release began to serve.
  let before: RouteMetrics?
  var isFrozen = false
}

/// Whether the answers of a new release are those of a broken one. Pure.
enum TrialVerdict {
  static let fewestAnswers = 5

  /// At least half of its answers are server errors, and of the answers before it fewer than one in twenty were. `lost`
  /// requests have no answer yet, and count as errors.
  static func isBroken(before: RouteMetrics?, now: RouteMetrics, lost: Int = 0) -> Bool {
    let answers = now.requests - (before?.requests ?? 0) + lost
    let errors = now.serverErrors - (before?.serverErrors ?? 0) + lost
    guard answers >= fewestAnswers, errors * 2 >= answers else { return false }
    guard let before, before.requests > 0 else { return true }
    return before.serverErrors * 20 < before.requests
  }
}

extension AppSupervisor {
  /// Between two looks at the answers of a release on probation.
  private static let pace: Duration = .milliseconds(250)

  /// Two releases in memory are one too many for a machine that has little left.
  var mayStayFrozen: Bool {
    guard services.configuration.probation > .zero else { return false }
    guard let memory = Space.memory() else { return true }
    return memory.free.bytes > memory.total.bytes / 5
  }

  func begin(_ trial: Trial) {
    self.trial = trial
    trial.new.target.hasStandby = true
    let end = ContinuousClock.now + services.configuration.probation
    services.jobs.add { [weak self] in
      // Cancelled when the daemon stops: the next one knows of no probation, and removes what was frozen.
      while ContinuousClock.now < end, await self?.isOnTrial(trial) == true {
        guard (try? await ContinuousClock().sleep(for: AppSupervisor.pace)) != nil else { return }
        await self?.byItself { () async in await self?.judge(trial) }
      }
      await self?.byItself { () async in await self?.pass(trial) }
    }
  }

  private func isOnTrial(_ wanted: Trial) -> Bool { trial?.new.record.environment == wanted.new.record.environment }

  private func judge(_ wanted: Trial) async {
    guard isOnTrial(wanted), let now = services.gateway.metrics(of: app.name),
      TrialVerdict.isBroken(before: wanted.before, now: now, lost: wanted.new.target.lost)
    else { return }
    await flipBack(
      because: Problem(
        .gateNoAnswer, "release \(wanted.new.record.release) of \(app.name) answered with server errors as soon as it served",
        hint: "read what it wrote: roost app logs \(app.name)"))
  }

  /// The probation is over.
  private func pass(_ wanted: Trial) async {
    guard isOnTrial(wanted) else { return }
    await endTrial()
  }

  /// Nobody comes back any more.
  func endTrial() async {
    guard let trial else { return }
    await thawOld()
    trial.new.target.hasStandby = false
    self.trial = nil
    // One that still drains is put away by its drain.
    if trial.isFrozen { await endRetired(trial.old) }
  }

  func freezeOld() async {
    guard let trial, !trial.isFrozen else { return }
    self.trial?.isFrozen = true
    do {
      try await trial.old.environment.pause()
      // Somebody may have ended the probation meanwhile.
      let environment = trial.old.record.environment
      if self.trial?.old.record.environment == environment { still.insert(environment) }
    } catch {
      services.logger.debug("the old release runs on", metadata: ["app.name": "\(app.name)", "problem": "\(error)"])
    }
  }

  /// What is frozen cannot be told to end.
  func thawOld() async {
    guard let trial, trial.isFrozen else { return }
    still.remove(trial.old.record.environment)
    await noting("thawing the old release") { () async throws(Problem) in try await trial.old.environment.resume() }
  }

  /// Lets the release before this one serve again. The route comes first, for the visitors; what is written down follows.
  /// `problem` is what the new release did wrong; `nil` when its user wants it so.
  @discardableResult
  func flipBack(because problem: Problem?) async -> Bool {
    guard let trial, live?.record.environment == trial.new.record.environment else { return false }
    let wasFrozen = trial.isFrozen
    // From here on it is not frozen any more.
    self.trial?.isFrozen = true
    if wasFrozen { await thawOld() }
    guard let release = await oldRelease(of: trial), await trial.old.process.exit == nil, isOnTrial(trial),
      live?.record.environment == trial.new.record.environment
    else { return false }
    self.trial = nil
    retiring.removeAll { $0.record.environment == trial.old.record.environment }
    // Its target was retired; the process is the same.
    let run = trial.old.again
    app.liveRelease = release.number
    app.liveRun = run.record.run
    policy = RestartPolicy()
    generation += 1
    show(release, run: run)
    watch(run)
    await noting("recording the way back") { () async throws(Problem) in
      try await services.store.makeLiveAgain(
        release, run: run.record.run, insteadOf: trial.new.record.release, because: problem)
    }
    if let problem { await tellRolledBack(trial, problem) }
    retire(trial.new)
    return true
  }

  private func oldRelease(of trial: Trial) async -> ReleaseRecord? {
    do { return try await services.store.release(trial.oldRelease, of: app.id) } catch {
      services.logger.error("the way back failed", metadata: ["app.name": "\(app.name)", "problem": "\(error)"])
      return nil
    }
  }

  private func tellRolledBack(_ trial: Trial, _ problem: Problem) async {
    services.logger.notice(
      "rolled back", metadata: ["app.name": "\(app.name)", "release": "\(trial.oldRelease)", "problem": "\(problem.message)"])
    services.events.add(
      .appState, subject: app.name.text,
      text: "\(app.name) is back at release \(trial.oldRelease): \(problem.message)", state: state)
    await noting("recording the way back") { () async throws(Problem) in
      try await services.store.end(
        deployment: trial.deployment, of: app.id, as: .rolledBack, because: problem, now: services.now())
    }
  }
}
