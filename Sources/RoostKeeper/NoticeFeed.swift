import RoostModel
import RoostSystem
import Synchronization

/// What happened to environments lately, and whoever listens for what happens next.
final class NoticeFeed: Sendable {
  private struct Listener {
    /// Nil for all environments.
    var name: EnvironmentName?
    var continuation: AsyncThrowingStream<EnvironmentNotice, any Error>.Continuation
  }

  private struct State {
    var notices: [EnvironmentNotice] = []
    var last: Int
    var listeners = Listeners<Listener>()
  }

  /// Notices that are kept for clients that come back. A listener that is further behind misses the oldest.
  private let capacity: Int
  private let now: @Sendable () -> Double
  private let state: Mutex<State>

  /// Numbers begin at the milliseconds since 1970, so that a daemon's are above those of the one before it.
  init(capacity: Int = 1000, now: @escaping @Sendable () -> Double) {
    self.capacity = capacity
    self.now = now
    state = Mutex(State(last: Int(now() * 1000)))
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
      for listener in state.listeners.present() where listener.name == nil || listener.name == notice.environment {
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
      let left = state.listeners.add(Listener(name: name, continuation: continuation))
      continuation.onTermination = { _ in left() }
    }
    return stream
  }

  /// Ends every listener's stream: the daemon stops.
  func finish() {
    let listeners = state.withLock { $0.listeners.present() }
    for listener in listeners { listener.continuation.finish() }
  }
}
