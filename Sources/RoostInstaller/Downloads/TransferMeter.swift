import RoostModel
import Synchronization

/// Adds up what several downloads of one layer have received, and tells it.
final class TransferMeter: Sendable {
  private let title: String
  private let progress: ProgressSink
  private let state: Mutex<(received: UInt64, total: ByteCount?)>

  init(title: String, total: ByteCount?, progress: @escaping ProgressSink) {
    self.title = title
    state = Mutex((0, total))
    self.progress = progress
  }

  func add(_ bytes: Int) {
    let (received, total) = state.withLock { state in
      state.received += UInt64(bytes)
      return state
    }
    progress(.transfer(title, done: ByteCount(received), total: total))
  }

  /// What was received is thrown away, or was there before.
  func correct(by bytes: Int64) {
    state.withLock { $0.received = UInt64(max(0, Int64($0.received) + bytes)) }
  }

  /// What the other side says is still to come, for a single file of unknown size.
  func expect(_ remaining: UInt64) {
    state.withLock { if $0.total == nil { $0.total = ByteCount($0.received + remaining) } }
  }
}
