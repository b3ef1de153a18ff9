import RoostModel

/// What all event loops counted for one app, over all the routes that had its name.
final class RouteMeters: Sendable {
  private let meters: [RouteMeter]

  init(loops: Int) { meters = (0..<max(1, loops)).map { _ in RouteMeter() } }

  /// The one that the event loop of this number may write.
  @inline(__always)
  func meter(of loop: Int) -> RouteMeter { meters[loop < meters.count ? loop : 0] }

  var lastEnd: UInt64? {
    let last = meters.map { $0.lastEnd.value }.max() ?? 0
    return last > 0 ? UInt64(last) : nil
  }

  /// What was counted, without times.
  func counts(name: String?) -> RouteMetrics {
    var metrics = RouteMetrics(name: name, inFlight: 0)
    for meter in meters { meter.add(to: &metrics) }
    return metrics
  }

  func addTimes(to durations: inout LatencyTally, firstBytes: inout LatencyTally) {
    for meter in meters { meter.add(to: &durations, firstBytes: &firstBytes) }
  }

  func metrics(name: String?, inFlight: Int) -> RouteMetrics {
    var metrics = RouteMetrics(name: name, inFlight: inFlight)
    var durations = LatencyTally()
    var firstBytes = LatencyTally()
    for meter in meters {
      meter.add(to: &metrics)
      meter.add(to: &durations, firstBytes: &firstBytes)
    }
    metrics.duration = durations.latency
    metrics.firstByte = firstBytes.latency
    return metrics
  }
}
