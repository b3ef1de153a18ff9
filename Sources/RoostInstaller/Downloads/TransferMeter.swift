import RoostModel
import Synchronization

/// Adds up what several downloads of one layer have received, and tells it.
final class TransferMeter: Sendable {
  private let title: String
  private let total: ByteCount?
  private let progress: ProgressSink
  private let received = Mutex<UInt64>(0)

  init(title: String, total: ByteCount?, progress: @escaping ProgressSink) {
    self.title = title
    self.total = total
    self.progress = progress
  }

  func add(_ bytes: Int) {
    let sum = received.withLock { sum in
      sum += UInt64(bytes)
      return sum
    }
    progress(.transfer(title, done: ByteCount(sum), total: total))
  }

  /// What was received is thrown away, or was there before.
  func correct(by bytes: Int64) { received.withLock { $0 = UInt64(max(0, Int64($0) + bytes)) } }
}
