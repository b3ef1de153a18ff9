import Glibc

/// The two clocks, in nanoseconds.
enum Clock {
  /// Since 1970.
  static var realtime: UInt64 { read(CLOCK_REALTIME) }
  /// Since some moment in the past; never set back.
  static var monotonic: UInt64 { read(CLOCK_MONOTONIC) }

  private static func read(_ clock: clockid_t) -> UInt64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
