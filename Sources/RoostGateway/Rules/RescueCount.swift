import RoostModel
import Synchronization

/// How often an app's pages asked for what only they could have meant.
final class RescueCount: Sendable {
  private let counts = Mutex<[AppName: Int]>([:])

  func add(_ name: AppName) { counts.withLock { $0[name, default: 0] += 1 } }
  func count(of name: AppName) -> Int { counts.withLock { $0[name] ?? 0 } }
}
