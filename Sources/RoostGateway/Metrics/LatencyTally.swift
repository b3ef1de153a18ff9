import RoostModel

/// What the histograms of all event loops say together.
struct LatencyTally {
  /// By the slots of ``LatencyHistogram``, as far as something was counted; empty before the first.
  private(set) var counts: [Int] = []
  /// In microseconds.
  var sum = 0
  var most = 0

  mutating func add(_ count: Int, slot: Int) {
    if counts.count <= slot { counts.append(contentsOf: repeatElement(0, count: slot + 1 - counts.count)) }
    counts[slot] += count
  }

  var latency: Latency {
    guard !counts.isEmpty else { return Latency() }
    let total = counts.reduce(0, +)
    return Latency(
      count: total, sum: sum, p50: quantile(0.5, of: total), p90: quantile(0.9, of: total), p99: quantile(0.99, of: total),
      max: most, cumulative: cumulative)
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

  private var cumulative: [Int] {
    var (seen, slot) = (0, 0)
    return Latency.bounds.map { bound in
      let end = min(counts.count, LatencyHistogram.slot(of: UInt64(bound)) + 1)
      while slot < end {
        seen += counts[slot]
        slot += 1
      }
      return seen
    }
  }
}
