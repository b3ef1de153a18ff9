package import RoostModel
import RoostSystem
import Synchronization

/// What happened lately, and whoever listens for what happens next.
package final class EventFeed: Sendable {
  private struct State {
    var events: [ServerEvent] = []
    var last: Int
    var listeners = Listeners<AsyncStream<ServerEvent>.Continuation>()

    /// The last number that a client has seen. One that was not given yet was an earlier daemon's, before the clock was set back; but
    /// the highest there can be is for who wants nothing that is kept.
    func seen(by after: Int?) -> Int { after.map { $0 <= last || $0 == .max ? $0 : 0 } ?? 0 }
  }

  /// Events that are kept for clients that come back. A listener that is further behind misses the oldest.
  private let capacity: Int
  private let now: @Sendable () -> Double
  private let state: Mutex<State>

  /// Numbers begin at the milliseconds since 1970, so that a daemon's are above those of the one before it.
  package init(capacity: Int = 1000, now: @escaping @Sendable () -> Double) {
    self.capacity = capacity
    self.now = now
    state = Mutex(State(last: Int(now() * 1000)))
  }

  func add(_ kind: ServerEvent.Kind, subject: String, text: String, state appState: AppState? = nil) {
    let at = now()
    state.withLock { state in
      state.last += 1
      let event = ServerEvent(id: state.last, at: at, kind: kind, subject: subject, text: text, state: appState)
      if state.events.count == capacity { state.events.removeFirst() }
      state.events.append(event)
      for listener in state.listeners.present() { listener.yield(event) }
    }
  }

  /// What is kept after number `after` (everything when `nil`), then, when it `follows`, what comes until the reader leaves.
  package func events(after: Int?, follows: Bool) -> AsyncStream<ServerEvent> {
    let (stream, continuation) = AsyncStream.makeStream(of: ServerEvent.self, bufferingPolicy: .bufferingNewest(capacity))
    state.withLock { state in
      for event in state.events where event.id > state.seen(by: after) { continuation.yield(event) }
      guard follows else { return continuation.finish() }
      let left = state.listeners.add(continuation)
      continuation.onTermination = { _ in left() }
    }
    return stream
  }

  /// Ends every listener's stream: the daemon stops.
  func finish() {
    let listeners = state.withLock { $0.listeners.present() }
    for listener in listeners { listener.finish() }
  }
}
