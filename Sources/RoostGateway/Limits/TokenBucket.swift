import Synchronization

/// How fast all clients of a route together may ask, counted from every event loop without a lock.
final class TokenBucket: Sendable {
  private let pace: Pace
  private let full = Atomic<UInt64>(0)

  init(_ pace: Pace) { self.pace = pace }

  /// `nil` when the request may pass, else the nanoseconds until one may.
  func take(at now: UInt64) -> UInt64? {
    var seen = full.load(ordering: .relaxed)
    while true {
      switch pace.step(seen, at: now) {
      case .wait(let wait): return wait
      case .pass(let next):
        let (exchanged, original) = full.compareExchange(expected: seen, desired: next, ordering: .relaxed)
        if exchanged { return nil }
        seen = original
      }
    }
  }
}
