package import RoostModel
import RoostSystem

extension Supervisor {
  /// Between two looks at most; at least, where an app sleeps after seconds.
  private static let longestBeat = 5.0
  private static let shortestBeat = 0.5

  /// Looks at all apps again and again, until it is cancelled: one beat for the node, whatever their number.
  func beat() async {
    while true {
      let pause = await pauseBetweenLooks()
      guard (try? await ContinuousClock().sleep(for: .seconds(pause))) != nil else { return }
      await look(at: SleepMoment.now(wall: services.now()))
    }
  }

  private func pauseBetweenLooks() async -> Double {
    var pause = Supervisor.longestBeat
    for app in all {
      if let rule = await app.sleepRule { pause = min(pause, rule.after / 4) }
    }
    return max(pause, Supervisor.shortestBeat)
  }

  func look(at moment: SleepMoment) async {
    for app in all { await app.look(at: moment) }
    await relieve()
    forgetDrafts()
  }

  /// Short of memory, the app that was not used for the longest time gives up its own. One in a beat: what that brings is
  /// seen at the next.
  private func relieve() async {
    var frozen: [(lastUse: Double, app: AppSupervisor)] = []
    for app in all { if let lastUse = await app.frozenLastUse { frozen.append((lastUse, app)) } }
    guard let oldest = frozen.min(by: { $0.lastUse < $1.lastUse }), await BlockingWork.run({ MemoryPressure.isHigh() }) else {
      return
    }
    await oldest.app.deepen()
  }

  package func sleepNow(_ name: AppName, stops: Bool) async throws(Problem) -> AppSummary {
    try await supervisor(of: name).sleepNow(stops: stops)
  }

  package func wake(_ name: AppName) async throws(Problem) -> AppSummary { try await supervisor(of: name).wake() }
}
