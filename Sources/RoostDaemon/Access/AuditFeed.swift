import RoostModel
import RoostSystem
import Synchronization

/// Those who follow the audit log.
final class AuditFeed: Sendable {
  private struct State {
    var recent: [AuditEntry] = []
    var listeners = Listeners<AsyncStream<AuditEntry>.Continuation>()
  }

  private static let kept = 256
  private let state = Mutex(State())

  func publish(_ entry: AuditEntry) {
    state.withLock { state in
      if state.recent.count == AuditFeed.kept { state.recent.removeFirst() }
      state.recent.append(entry)
      for listener in state.listeners.present() { listener.yield(entry) }
    }
  }

  /// What was read, and with `follows` what came since and what comes.
  func stream(behind read: [AuditEntry], of query: AuditQuery) -> AsyncStream<AuditEntry> {
    guard query.follows else {
      return AsyncStream { continuation in
        for entry in read { continuation.yield(entry) }
        continuation.finish()
      }
    }
    let (stream, continuation) = AsyncStream.makeStream(
      of: AuditEntry.self, bufferingPolicy: .bufferingNewest(read.count + AuditFeed.kept * 4))
    state.withLock { state in
      for entry in read { continuation.yield(entry) }
      let last = max(read.last?.id ?? 0, query.after ?? 0)
      for entry in state.recent where entry.id > last && query.wants(entry) { continuation.yield(entry) }
      let left = state.listeners.add(continuation)
      continuation.onTermination = { _ in left() }
    }
    return stream
  }
}

extension AuditQuery {
  /// Whether what was written a moment ago is among what is asked for.
  fileprivate func wants(_ entry: AuditEntry) -> Bool { tail != 0 && entry.at >= since ?? 0 }
}
