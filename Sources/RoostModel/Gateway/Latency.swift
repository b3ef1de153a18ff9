/// How long something took, over many requests. Times are whole microseconds.
package struct Latency: Codable, Sendable, Equatable {
  package var count: Int
  package var sum: Int
  package var p50: Int
  package var p90: Int
  package var p99: Int
  package var max: Int
  /// How many took at most as long as each of ``bounds``.
  package var cumulative: [Int]

  /// 1 ms to 1 min.
  package static let bounds = [
    1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000,
    60_000_000,
  ]

  package init(
    count: Int = 0, sum: Int = 0, p50: Int = 0, p90: Int = 0, p99: Int = 0, max: Int = 0,
    cumulative: [Int] = Array(repeating: 0, count: Latency.bounds.count)
  ) {
    self.count = count
    self.sum = sum
    self.p50 = p50
    self.p90 = p90
    self.p99 = p99
    self.max = max
    self.cumulative = cumulative
  }
}
