import Glibc
import RoostAgentClient
import RoostModel
import RoostSystem

/// The time of day in a machine. It stands still while the machine does.
struct MachineClock: Sendable {
  let directory: EnvironmentDirectory

  /// Blocking; does not wait until it was done.
  func set(until deadline: ContinuousClock.Instant) throws(Problem) {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let nanoseconds = now.tv_sec * 1_000_000_000 + now.tv_nsec
    try LineSocket.connect(directory.path, EnvironmentDirectory.orderSocket)?.send("time \(nanoseconds)\n", until: deadline)
  }
}
