import RoostModel
import Synchronization

/// Passes progress on, and remembers what the result of the whole has to say.
final class ProgressTally: Sendable {
  private struct State {
    var received: [String: ByteCount] = [:]
    var warnings: [String] = []
  }

  private let next: ProgressSink
  private let state = Mutex(State())

  init(_ next: @escaping ProgressSink) { self.next = next }

  /// Bytes that were fetched or found in the store; `nil` when nothing was told.
  var download: ByteCount? {
    let received = state.withLock { $0.received }
    return received.isEmpty ? nil : received.values.reduce(ByteCount(0), +)
  }
  var warnings: [String] { state.withLock { $0.warnings } }

  var sink: ProgressSink {
    { event in
      self.note(event)
      self.next(event)
    }
  }

  private func note(_ event: ProgressEvent) {
    switch event {
    case .transfer(let name, let done, _): state.withLock { $0.received[name] = done }
    case .warning(let text): state.withLock { $0.warnings.append(text) }
    default: break
    }
  }
}
