import Glibc
import RoostModel

/// The time of day as a log writes it: `2026-11-21T20:30:01.123Z`.
enum LogInstant {
  static func now() -> String {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return text(seconds: Int(time.tv_sec), milliseconds: Int(time.tv_nsec) / 1_000_000)
  }

  /// `seconds` since 1970.
  static func text(seconds: Int, milliseconds: Int) -> String {
    TimePoint.text(Double(seconds) + Double(milliseconds) / 1000)
  }
}
