import RoostModel

/// How far a transfer is, how fast it has been, and when it was last told.
struct TransferRate {
  let name: String
  private(set) var done = ByteCount(0)
  private(set) var total: ByteCount?
  private let since: Double
  /// What was there already when it began: a download that continues is no faster for it.
  private let head: ByteCount
  private var toldAt: Double?
  private var completionTold = false

  init(name: String, done: ByteCount, since: Double) {
    self.name = name
    self.since = since
    head = done
  }

  mutating func moved(to done: ByteCount, of total: ByteCount?) {
    self.done = done
    self.total = total
  }

  var isComplete: Bool { total.map { done >= $0 } ?? false }

  /// The first time, then each `interval` seconds, and once when it is complete.
  mutating func isDue(now: Double, every interval: Double) -> Bool {
    if isComplete {
      defer { completionTold = true }
      return !completionTold
    }
    if let toldAt, now - toldAt < interval { return false }
    toldAt = now
    return true
  }

  func bar(now: Double) -> TransferBar { TransferBar(name: name, done: done, total: total, rate: rate(now: now)) }

  /// Bytes a second since it began; `nil` before there is anything to divide.
  private func rate(now: Double) -> ByteCount? {
    let seconds = now - since
    guard seconds >= 0.1, done > head else { return nil }
    return ByteCount(UInt64(min(Double(done.bytes - head.bytes) / seconds, 1e18)))
  }
}
