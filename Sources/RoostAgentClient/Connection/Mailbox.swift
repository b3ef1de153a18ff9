import RoostAgentProtocol
import Synchronization

/// The messages of one subscription, from the connection's thread to one reader. The agent's credit bounds what waits, in bytes;
/// what is over the bound is a breach of the protocol.
final class Mailbox: Sendable {
  private struct State {
    /// In order, from ``first`` on.
    var waiting: [AgentMessage] = []
    var first = 0
    var bytes = 0
    var reader: CheckedContinuation<AgentMessage?, Never>?
    var isClosed = false

    mutating func take() -> AgentMessage? {
      guard first < waiting.count else { return nil }
      defer {
        first += 1
        if first == waiting.count || first >= 1024 {
          waiting.removeSubrange(..<first)
          first = 0
        }
      }
      bytes -= waiting[first].outputLength
      return waiting[first]
    }
  }

  private let state = Mutex(State())
  private let capacity: Int

  /// - Parameter capacity: bytes of output or of changes that may wait.
  init(capacity: Int) { self.capacity = capacity }

  /// False when more came than was asked for.
  func deliver(_ message: AgentMessage) -> Bool {
    let (reader, accepted): (CheckedContinuation<AgentMessage?, Never>?, Bool) = state.withLock { state in
      if state.isClosed { return (nil, true) }
      if let reader = state.reader {
        state.reader = nil
        return (reader, true)
      }
      state.bytes += message.outputLength
      state.waiting.append(message)
      return (nil, state.bytes <= capacity)
    }
    reader?.resume(returning: message)
    return accepted
  }

  /// The end of the subscription, from either side. What waits is still read.
  func close() {
    let reader = state.withLock { state in
      state.isClosed = true
      defer { state.reader = nil }
      return state.reader
    }
    reader?.resume(returning: nil)
  }

  /// The next message; nil once closed and empty. For one reader at a time.
  func next() async -> AgentMessage? {
    await withCheckedContinuation { continuation in
      let (message, answered): (AgentMessage?, Bool) = state.withLock { state in
        if let message = state.take() { return (message, true) }
        if state.isClosed { return (nil, true) }
        state.reader = continuation
        return (nil, false)
      }
      if answered { continuation.resume(returning: message) }
    }
  }
}

extension AgentMessage {
  fileprivate var outputLength: Int {
    switch self {
    case .data(let record): record.bytes.count
    case .changes(let records): records.reduce(0) { $0 + $1.length }
    default: 0
    }
  }
}
