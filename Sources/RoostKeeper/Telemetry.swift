import RoostModel

/// What boots, files and processes took. Pure.
struct Telemetry: Sendable {
  enum Activity: Sendable { case boot, mount, spawn }

  private var windows: [Activity: TimingWindow] = [:]

  /// - Parameter seconds: `nil` when it failed.
  mutating func record(_ activity: Activity, _ seconds: Double?) {
    if let seconds {
      windows[activity, default: TimingWindow()].succeeded(in: seconds)
    } else {
      windows[activity, default: TimingWindow()].failed()
    }
  }

  var timings: EnvironmentTimings {
    var timings = EnvironmentTimings()
    timings.boot = windows[.boot]?.timing ?? Timing()
    timings.mount = windows[.mount]?.timing ?? Timing()
    timings.spawn = windows[.spawn]?.timing ?? Timing()
    return timings
  }
}
