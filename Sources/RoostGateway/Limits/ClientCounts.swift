import RoostModel
import Synchronization

/// Connections that each client has open, over all event loops. Holds no more clients than there are connections.
final class ClientCounts: Sendable {
  private let counts = Mutex<[ClientKey: Int]>([:])

  /// Returns whether one more is allowed; if so it is counted until ``closed(_:)``.
  func open(_ client: ClientKey, limit: Int) -> Bool {
    counts.withLock { counts in
      let count = counts[client, default: 0]
      guard count < limit else { return false }
      counts[client] = count + 1
      return true
    }
  }

  func closed(_ client: ClientKey) {
    counts.withLock { counts in
      let left = counts[client, default: 1] - 1
      counts[client] = left > 0 ? left : nil
    }
  }
}
