import Glibc
import RoostAgentClient
import RoostAgentProtocol
import RoostModel
import RoostSystem

/// The time of day in a machine. It stands still while the machine does.
struct MachineClock: Sendable {
  let directory: EnvironmentDirectory

  /// How long an answer is waited for; the agent of an older machine gives none.
  private static let patience: Duration = .seconds(3)

  /// Returns when it was done, or nobody said so for a while. Blocking.
  func set(until deadline: ContinuousClock.Instant) throws(Problem) {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let nanoseconds = now.tv_sec * 1_000_000_000 + now.tv_nsec
    guard let socket = try LineSocket.connect(directory.path, EnvironmentDirectory.orderSocket) else { return }
    try socket.send("time \(nanoseconds)\n", until: deadline)
    do throws(Problem) {
      // For all lines together: the machine may say as many as it likes.
      let end = min(deadline, .now.advanced(by: MachineClock.patience))
      while let line = try socket.line(until: end), line != MachinePlaces.timeAnswer {}
    } catch {
      guard error.code == .timeout else { throw error }
    }
  }
}
