import RoostModel

/// What the histograms of all event loops say together.
struct LatencyTally {
  var counts = Array(repeating: 0, count: LatencyHistogram.slots)
  /// In microseconds.
  var sum = 0
  var most = 0

  var latency: Latency {
    let total = counts.reduce(0, +)
    return Latency(
      count: total, sum: sum, p50: quantile(0.5, of: total), p90: quantile(0.9, of: total), p99: quantile(0.99, of: total),
      max: most, cumulative: Latency.bounds.map { count(upTo: $0) })
  }

  /// The time that so much of all did not exceed. Never more than the longest.
  private func quantile(_ part: Double, of total: Int) -> Int {
    guard total > 0 else { return 0 }
    let wanted = max(1, Int((Double(total) * part).rounded(.up)))
    var seen = 0
    for (slot, count) in counts.enumerated() {
      seen += count
      if seen >= wanted { return min(most, LatencyHistogram.value(of: slot)) }
    }
    return most
  }

  /// How many took at most so many microseconds.
  private func count(upTo bound: Int) -> Int {
    counts[...LatencyHistogram.slot(of: UInt64(bound))].reduce(0, +)
  }
}
