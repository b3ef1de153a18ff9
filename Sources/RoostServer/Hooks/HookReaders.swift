import Synchronization

/// How many bodies of each client are being read.
final class HookReaders: Sendable {
  private let most: Int
  private let counts = Mutex<[String: Int]>([:])

  init(most: Int) { self.most = most }

  /// `false` when the client has as many as it may have.
  func enter(_ client: String) -> Bool {
    counts.withLock { counts in
      let count = counts[client, default: 0]
      guard count < most else { return false }
      counts[client] = count + 1
      return true
    }
  }

  func leave(_ client: String) {
    counts.withLock { counts in
      let left = counts[client, default: 1] - 1
      counts[client] = left > 0 ? left : nil
    }
  }
}
