import Synchronization

/// How often which time was measured, as an HDR histogram: each power of two is divided into 64 parts, so that what is
/// read is within one percent of what was recorded. Microseconds, up to 71 minutes; 14 KB, whatever is recorded.
///
/// One event loop records; anybody reads at the same time.
final class LatencyHistogram: Sendable {
  static let slots = 1728
  private static let parts = 64
  private static let longest = UInt64(UInt32.max)

  private let counts = InlineArray<1728, Counter> { _ in Counter() }
  private let sum = Counter()
  private let most = Counter()

  /// `time` in nanoseconds.
  func record(_ time: UInt64) {
    let microseconds = min(time / 1000, LatencyHistogram.longest)
    counts[LatencyHistogram.slot(of: microseconds)].add()
    sum.add(Int(microseconds))
    most.raise(to: Int(microseconds))
  }

  func add(to tally: inout LatencyTally) {
    let longest = most.value
    // Backwards, so that the tally grows once. Beyond the longest time nothing was counted.
    for slot in (0...LatencyHistogram.slot(of: UInt64(longest))).reversed() where counts[slot].value > 0 {
      tally.add(counts[slot].value, slot: slot)
    }
    tally.sum += sum.value
    tally.most = max(tally.most, longest)
  }

  /// Below 128 a slot is one microsecond.
  @inline(__always)
  static func slot(of microseconds: UInt64) -> Int {
    guard microseconds >= 128 else { return Int(microseconds) }
    let exponent = 63 - microseconds.leadingZeroBitCount
    return 128 + (exponent - 7) * parts + Int(microseconds >> UInt64(exponent - 6)) - parts
  }

  /// The middle of what a slot stands for, in microseconds.
  static func value(of slot: Int) -> Int {
    guard slot >= 128 else { return slot }
    let shift = (slot - 128) / parts + 1
    let start = (parts + (slot - 128) % parts) << shift
    return start + (1 << shift) / 2
  }
}
