import RoostClient
import RoostModel

/// A daemon that is killed or restarted, or a network that is gone for a while, as whoever follows something sees it.
struct DaemonAbsence {
  private static let passing: Set<ProblemCode> = [.connectionLost, .daemonUnreachable, .hostUnreachable, .timeout]
  /// For one that is away.
  private static let patience: Duration = .seconds(300)
  /// For one that answers, and does not give what is asked for: it is about to end, or what it says is so.
  private static let doubt: Duration = .seconds(10)
  private static let pause: Duration = .milliseconds(250)

  let daemon: DaemonClient
  /// Called once for each time that it is away.
  var told: () -> Void = {}
  /// Since when it answers, and gives nothing.
  private var doubtful: ContinuousClock.Instant?

  init(of daemon: DaemonClient, told: @escaping () -> Void = {}) {
    self.daemon = daemon
    self.told = told
  }

  /// Something came of it.
  mutating func heard() { doubtful = nil }

  /// Returns when it is worth another try; throws what is no absence, or lasts too long. `nil`: it ended in order.
  mutating func outlast(_ problem: Problem?) async throws(Problem) {
    if let problem, !DaemonAbsence.passing.contains(problem.code) { throw problem }
    if try await wait() { return doubtful = nil }
    let now = ContinuousClock.now
    let begin = doubtful ?? now
    doubtful = begin
    if let problem, now - begin >= DaemonAbsence.doubt { throw problem }
    try await DaemonAbsence.sleep()
  }

  /// Returns when it answers, and whether it was away.
  private func wait() async throws(Problem) -> Bool {
    let limit = ContinuousClock.now + DaemonAbsence.patience
    var isAway = false
    while true {
      do throws(Problem) {
        _ = try await daemon.status()
        return isAway
      } catch {
        guard DaemonAbsence.passing.contains(error.code), ContinuousClock.now < limit else { throw error }
      }
      if !isAway { told() }
      isAway = true
      try await DaemonAbsence.sleep()
    }
  }

  private static func sleep() async throws(Problem) {
    do {
      try await ContinuousClock().sleep(for: pause)
    } catch {
      throw Problem.unexpected(error, during: "waiting for the daemon")
    }
  }
}

extension Console {
  func noteAbsence() { note("(the daemon is gone; waiting for the next one)\n") }
}
