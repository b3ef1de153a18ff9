import RoostClient
import RoostModel

/// A daemon that is killed or restarted, or a network that is gone for a while, as whoever follows something sees it.
enum DaemonAbsence {
  private static let passing: Set<ProblemCode> = [.connectionLost, .daemonUnreachable, .hostUnreachable, .timeout]
  private static let patience: Duration = .seconds(300)

  static func isMeant(by problem: Problem) -> Bool { passing.contains(problem.code) }

  /// Returns when the daemon answers; `told` is called once when it does not yet.
  static func wait(for daemon: DaemonClient, told: () -> Void = {}) async throws(Problem) {
    let clock = ContinuousClock()
    let limit = clock.now + patience
    var isTold = false
    while true {
      do throws(Problem) {
        _ = try await daemon.status()
        return
      } catch {
        guard isMeant(by: error), clock.now < limit else { throw error }
        if !isTold { told() }
        isTold = true
      }
      do {
        try await clock.sleep(for: .milliseconds(250))
      } catch {
        throw Problem.unexpected(error, during: "waiting for the daemon")
      }
    }
  }
}

extension Console {
  func noteAbsence() { note("(the daemon is gone; waiting for the next one)\n") }
}
