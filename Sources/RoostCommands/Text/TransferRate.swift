import RoostModel

/// How fast a transfer is, and when it was last shown.
struct TransferRate {
  let name: String
  private let since: Double
  private var shownAt: Double?
  private var completed = false

  init(name: String, since: Double) {
    self.name = name
    self.since = since
  }

  /// The first time, then each `interval` seconds, and once when it is complete.
  mutating func isDue(now: Double, every interval: Double, complete: Bool) -> Bool {
    if complete {
      defer { completed = true }
      return !completed
    }
    if let shownAt, now - shownAt < interval { return false }
    shownAt = now
    return true
  }

  /// Bytes a second since the transfer began; `nil` before there is anything to divide.
  func rate(_ done: ByteCount, now: Double) -> ByteCount? {
    let seconds = now - since
    guard seconds >= 0.1, done.bytes > 0 else { return nil }
    return ByteCount(UInt64(min(Double(done.bytes) / seconds, 1e18)))
  }
}
