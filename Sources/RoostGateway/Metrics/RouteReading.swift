package import RoostModel

/// What was counted for an app up to a moment, to be held against a later one.
package struct RouteReading: Sendable {
  /// Without times.
  package var metrics: RouteMetrics
  /// How often which time was measured, by the slots of ``LatencyHistogram``, as far as something was measured.
  let times: [UInt32]

  /// What was counted since an earlier reading. Of one that counted more, as before the app was made anew, nothing is left.
  package func since(_ earlier: RouteReading?) -> RouteInterval {
    guard let earlier, !isBehind(earlier) else { return RouteInterval(metrics, quantiles(since: [])) }
    var difference = metrics
    difference.informational -= earlier.metrics.informational
    difference.successful -= earlier.metrics.successful
    difference.redirected -= earlier.metrics.redirected
    difference.clientErrors -= earlier.metrics.clientErrors
    difference.serverErrors -= earlier.metrics.serverErrors
    difference.refused.rate -= earlier.metrics.refused.total
    difference.received -= earlier.metrics.received
    difference.sent -= earlier.metrics.sent
    difference.asleep = max(0, metrics.asleep - earlier.metrics.asleep)
    return RouteInterval(difference, quantiles(since: earlier.times))
  }

  private func isBehind(_ earlier: RouteReading) -> Bool {
    metrics.requests < earlier.metrics.requests || metrics.received < earlier.metrics.received
      || metrics.sent < earlier.metrics.sent || metrics.refused.total < earlier.metrics.refused.total
      || metrics.asleep < earlier.metrics.asleep - 1
  }

  private func quantiles(since earlier: [UInt32]) -> [Int]? {
    guard !times.isEmpty else { return nil }
    func count(_ slot: Int) -> Int { Int(times[slot]) - (slot < earlier.count ? Int(earlier[slot]) : 0) }
    var total = 0
    for slot in times.indices { total += max(0, count(slot)) }
    guard total > 0 else { return nil }
    let wanted = [0.5, 0.95, 0.99].map { max(1, Int((Double(total) * $0).rounded(.up))) }
    var found: [Int] = []
    var seen = 0
    for slot in times.indices where found.count < wanted.count {
      seen += max(0, count(slot))
      while found.count < wanted.count, seen >= wanted[found.count] { found.append(LatencyHistogram.value(of: slot)) }
    }
    return found
  }
}

/// What the gateway counted for an app between two readings.
package struct RouteInterval: Sendable, Equatable {
  /// `asleep` and the counts, no times.
  package var metrics: RouteMetrics
  /// In microseconds; `nil` when no request ended.
  package var p50: Int?
  package var p95: Int?
  package var p99: Int?

  init(_ metrics: RouteMetrics, _ quantiles: [Int]?) {
    self.metrics = metrics
    if let quantiles, quantiles.count == 3 { (p50, p95, p99) = (quantiles[0], quantiles[1], quantiles[2]) }
  }
}

extension RouteMeters {
  /// `before` lends its times where no request came since.
  func reading(_ metrics: RouteMetrics, before: RouteReading?) -> RouteReading {
    if let before, before.metrics.requests == metrics.requests, before.metrics.sent == metrics.sent {
      return RouteReading(metrics: metrics, times: before.times)
    }
    guard metrics.requests > 0 else { return RouteReading(metrics: metrics, times: []) }
    var (durations, firstBytes) = (LatencyTally(), LatencyTally())
    addTimes(to: &durations, firstBytes: &firstBytes)
    return RouteReading(metrics: metrics, times: durations.counts.map { UInt32(truncatingIfNeeded: $0) })
  }
}
