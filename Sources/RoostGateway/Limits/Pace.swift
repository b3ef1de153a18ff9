import RoostModel

/// A rate with a burst, as the arithmetic of a token bucket that is one number: when the bucket will be full again.
/// Pure. Times are nanoseconds of a clock that only goes forward.
struct Pace: Sendable {
  private let interval: UInt64
  private let tolerance: UInt64

  enum Step: Equatable {
    /// The bucket is full again then.
    case pass(UInt64)
    /// Nanoseconds until one may pass.
    case wait(UInt64)
  }

  /// `burst` is 1 or more.
  init(_ rate: RequestRate, burst: Int) {
    interval = rate.interval
    tolerance = interval * UInt64(max(1, burst) - 1)
  }

  /// As ``step(_:at:)``, and nobody passes: the nanoseconds until one may, `nil` for now.
  func wait(_ full: UInt64, at now: UInt64) -> UInt64? {
    let ahead = max(full, now) - now
    return ahead > tolerance ? ahead - tolerance : nil
  }

  /// One that passed does not count after all.
  func undoing(_ full: UInt64) -> UInt64 { full > interval ? full - interval : 0 }

  /// `full` is what the last one that passed left behind, or any time that is over.
  func step(_ full: UInt64, at now: UInt64) -> Step {
    if let wait = wait(full, at: now) { return .wait(wait) }
    return .pass(max(full, now) + interval)
  }
}
