import RoostModel
import Synchronization

/// What happened to environments lately, and whoever listens for what happens next.
final class NoticeFeed: Sendable {
  private struct State {
    var notices: [EnvironmentNotice] = []
    var last = 0
    var listeners: [Int: (name: EnvironmentName?, continuation: AsyncThrowingStream<EnvironmentNotice, any Error>.Continuation)] =
      [:]
    var nextListener = 0
  }

  /// Notices that are kept for clients that come back. A listener that is further behind misses the oldest.
  private let capacity: Int
  private let now: @Sendable () -> Double
  private let state = Mutex(State())

  init(capacity: Int = 1000, now: @escaping @Sendable () -> Double) {
    self.capacity = capacity
    self.now = now
  }

  func add(_ notice: EnvironmentNotice) {
    let at = now()
    state.withLock { state in
      state.last += 1
      var notice = notice
      notice.id = state.last
      notice.at = at
      if state.notices.count == capacity { state.notices.removeFirst() }
      state.notices.append(notice)
      for listener in state.listeners.values where listener.name == nil || listener.name == notice.environment {
        listener.continuation.yield(notice)
      }
    }
  }

  /// Of one environment or of all: what is kept after number `after` (everything when `nil`), then, when it `follows`, what
  /// comes until the reader leaves.
  func notices(of name: EnvironmentName?, after: Int?, follows: Bool) -> AsyncThrowingStream<EnvironmentNotice, any Error> {
    let (stream, continuation) = AsyncThrowingStream.makeStream(
      of: EnvironmentNotice.self, bufferingPolicy: .bufferingNewest(capacity))
    state.withLock { state in
      for notice in state.notices where notice.id > after ?? 0 && (name == nil || name == notice.environment) {
        continuation.yield(notice)
      }
      guard follows else { return continuation.finish() }
      let number = state.nextListener
      state.nextListener += 1
      state.listeners[number] = (name, continuation)
      continuation.onTermination = { [weak self] _ in self?.leave(number) }
    }
    return stream
  }

  private func leave(_ number: Int) { _ = state.withLock { $0.listeners.removeValue(forKey: number) } }

  /// Ends every listener's stream: the daemon stops.
  func finish() {
    let listeners = state.withLock { Array($0.listeners.values) }
    for listener in listeners { listener.continuation.finish() }
  }
}
