/// Decides how long to wait before a crashed app is started again. Pure; times are seconds on any steady clock.
///
/// A crash after 10 s of life restarts at once, then 1, 2, 4 ... 60 s; ten minutes of health reset the count. Ten crashes
/// within ten minutes slow it to one try every five minutes: an app is never given up.
package struct RestartPolicy: Sendable, Equatable {
  private var consecutive = 0
  private var crashes: [Double] = []

  package init() {}

  package mutating func crashed(at now: Double, after uptime: Double) -> Duration {
    if uptime >= 600 { self = RestartPolicy() }
    crashes = crashes.filter { now - $0 < 600 } + [now]
    consecutive += 1
    if crashes.count >= 10 { return .seconds(300) }
    if consecutive == 1 && uptime >= 10 { return .zero }
    return .seconds(min(60, 1 << min(consecutive - 1, 6)))
  }
}
