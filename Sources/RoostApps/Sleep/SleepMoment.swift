import Glibc

/// When a look at the apps is taken.
struct SleepMoment: Sendable {
  private static let start = ContinuousClock.now

  /// Seconds of a clock that only goes forward.
  var steady: Double
  /// Seconds since 1970.
  var wall: Double
  /// By the machine's own time; 0 is Sunday.
  var day: Int
  var minute: Int

  static func now(wall: Double) -> SleepMoment {
    var time = time_t(wall)
    var local = tm()
    localtime_r(&time, &local)
    return SleepMoment(
      steady: (ContinuousClock.now - start).inSeconds, wall: wall, day: Int(local.tm_wday),
      minute: Int(local.tm_hour) * 60 + Int(local.tm_min))
  }
}
