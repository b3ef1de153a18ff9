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

  /// `full` is what the last one that passed left behind, or any time that is over.
  func step(_ full: UInt64, at now: UInt64) -> Step {
    let start = max(full, now)
    let ahead = start - now
    return ahead > tolerance ? .wait(ahead - tolerance) : .pass(start + interval)
  }
}
