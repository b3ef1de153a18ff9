import CRoost
import Glibc
import ServiceLifecycle

/// Gives back what nobody used lately, while the daemon has little to do: pages of the executable, which whoever needs one has again
/// from the page cache, and what the heaps hold free.
struct MemoryCare: Service {
  private static let pause: Duration = .seconds(5)
  /// Of a processor: who has more to do than this needs its pages.
  private static let idle = 0.05

  func run() async throws {
    try? await cancelWhenGracefulShutdown {
      var before = MemoryCare.worked
      while true {
        try await ContinuousClock().sleep(for: MemoryCare.pause)
        let now = MemoryCare.worked
        if now - before < MemoryCare.pause * MemoryCare.idle { roost_release_memory() }
        before = now
      }
    }
  }

  /// What this process has had of processors.
  private static var worked: Duration {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
