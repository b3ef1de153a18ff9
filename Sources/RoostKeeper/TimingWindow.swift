import RoostModel

/// Measured times: how many, how many failed, the last one and the median of the newest. Pure.
struct TimingWindow: Sendable {
  private static let capacity = 64
  private var newest: [Double] = []
  private var next = 0
  private(set) var timing = Timing()

  mutating func succeeded(in seconds: Double) {
    if newest.count < TimingWindow.capacity {
      newest.append(seconds)
    } else {
      newest[next] = seconds
    }
    next = (next + 1) % TimingWindow.capacity
    timing.count += 1
    timing.last = seconds
    timing.median = newest.sorted()[newest.count / 2]
  }

  mutating func failed() { timing.failures += 1 }
}
