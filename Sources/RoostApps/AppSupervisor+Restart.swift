import Glibc
import Logging
import RoostEnvironments
import RoostModel
import RoostStore
import RoostSystem

/// A start after a crash, while it is under way.
struct Restarting: Sendable {
  /// `nil` until its process runs.
  var run: LiveRun?
  /// Somebody wants to change the app: give up.
  var isCalledOff = false
}

extension AppSupervisor {
  /// Schedules a start of the live release.
  func restart(after delay: Duration) {
    services.jobs.add { [weak self] in
      // Cancelled when the daemon stops: then the next one starts the app.
      guard (try? await ContinuousClock().sleep(for: delay)) != nil else { return }
      await self?.startAgain()
    }
  }

  func startAgain() async {
    guard app.wantsToRun, live == nil, !isRemoved, restarting == nil, state != .sleeping else { return }
    // A deployment that is under way decides by itself what serves next; look again when it has ended.
    guard !isBusy else { return restart(after: .seconds(1)) }
    do {
      try await exclusively("it is being started again", usesSpare: true) { () async throws(Problem) in
        restarting = Restarting()
        defer { endRestart() }
        try await startLive()
      }
    } catch {
      failedToStart(error)
    }
  }

  private func failedToStart(_ problem: Problem) {
    guard app.wantsToRun, !isRemoved else { return }
    // Called off: whoever did it may fail in turn, and then the app is still to be started.
    if problem.code == .cancelled { return restart(after: .seconds(1)) }
    // It is started when the runtime is there again.
    if problem.code == .runtimeMissing { return hide(.runtimeMissing, because: problem) }
    // It is started when there is room again.
    if isHeld { return hide(.error, because: problem) }
    let wait = policy.crashed(at: SteadyTime.seconds, after: 0)
    hide(.error, because: problem)
    services.logger.error(
      "app did not start",
      metadata: ["app.name": "\(app.name)", "problem": "\(problem.code.rawValue)", "restart.seconds": "\(wait.seconds)"])
    restart(after: wait)
  }

  /// Ends a start after a crash, and returns when it is out of the way.
  func callOffRestart() async {
    while restarting != nil {
      restarting?.isCalledOff = true
      if let run = restarting?.run { await kill(run) }
      guard restarting != nil else { return }
      await withCheckedContinuation { restartWaiters.append($0) }
    }
  }

  /// The gates end with the process.
  private func kill(_ run: LiveRun) async {
    do {
      try await run.process.signal(SIGKILL)
    } catch {
      services.logger.debug("calling a start off", metadata: ["app.name": "\(app.name)", "problem": "\(error)"])
    }
  }

  private func endRestart() {
    restarting = nil
    let waiters = restartWaiters
    restartWaiters = []
    for waiter in waiters { waiter.resume() }
  }

  /// Tells a start after a crash apart from one that a command asked for.
  func began(_ run: LiveRun) throws(Problem) {
    guard restarting != nil else { return }
    restarting?.run = run
    try stillWanted()
  }

  func stillWanted() throws(Problem) {
    guard restarting?.isCalledOff == true else { return }
    throw Problem(
      .cancelled, "the start of \(app.name) was called off", hint: "see what became of it: roost app info \(app.name)")
  }
}
