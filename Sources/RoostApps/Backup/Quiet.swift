import RoostSystem

/// Whether an app stands still, and what of it is under way that nobody asked for just now.
struct Quiet: Sendable {
  /// Nothing begins or ends by itself.
  var isKept = false
  /// Starts of workers and schedules, ends of processes that nobody asked for, and what follows from both.
  var underWay = 0
  /// Schedules whose time has come and which do not run yet.
  var due: Set<String> = []
  /// Told of every change.
  var waiters: [CheckedContinuation<Void, Never>] = []
}

extension AppSupervisor {
  /// Does what happens to the app by itself: not while it stands still. Must not be nested.
  func byItself<Value: Sendable, Failure: Error>(_ work: () async throws(Failure) -> Value) async throws(Failure) -> Value {
    while quiet.isKept { await quietChange() }
    quiet.underWay += 1
    defer {
      quiet.underWay -= 1
      tellOfQuiet()
    }
    return try await work()
  }

  /// Returns when nothing that began by itself is under way. The caller has seen to it that nothing more begins.
  func untilNothingIsUnderWay() async {
    while quiet.underWay > 0 { await quietChange() }
  }

  /// The same, or when so long has passed: some of it may wait for a host that is away.
  func untilNothingIsUnderWay(within limit: Duration) async {
    guard quiet.underWay > 0 else { return }
    let end = ContinuousClock.now + limit
    services.jobs.add { [weak self] in
      try? await ContinuousClock().sleep(until: end)
      await self?.tellOfQuiet()
    }
    while quiet.underWay > 0, ContinuousClock.now < end { await quietChange() }
  }

  /// From here on nothing begins, until ``endQuiet()``. Only within an exclusive change.
  func keepQuiet() async {
    quiet.isKept = true
    // Who falls asleep or wakes up does that first.
    while quiet.underWay > 0 || sleep.isTurning { await quietChange() }
  }

  func endQuiet() {
    quiet.isKept = false
    tellOfQuiet()
  }

  func quietChange() async { await withCheckedContinuation { quiet.waiters.append($0) } }

  func tellOfQuiet() {
    let waiters = quiet.waiters
    quiet.waiters = []
    for waiter in waiters { waiter.resume() }
  }
}
