import Glibc

/// The time of day, as records of what happened carry it.
package enum WallClock {
  /// Since 1970.
  package static func seconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }
}
