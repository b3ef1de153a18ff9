import CRoost
import ServiceLifecycle

/// Gives back what nobody used lately: pages of the executable, which whoever needs one has again from the page cache, and what the
/// heaps hold free. A millisecond of a processor each time.
struct MemoryCare: Service {
  private static let pause: Duration = .seconds(20)

  func run() async throws {
    try? await cancelWhenGracefulShutdown {
      while true {
        try await ContinuousClock().sleep(for: MemoryCare.pause)
        roost_release_memory()
      }
    }
  }
}
