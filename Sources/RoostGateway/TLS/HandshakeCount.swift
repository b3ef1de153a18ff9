import Synchronization

/// Handshakes since the gateway was made, over all event loops.
package final class HandshakeCount: Sendable {
  private let done = Atomic<Int>(0)
  private let broken = Atomic<Int>(0)
  private let unknown = Atomic<Int>(0)

  init() {}

  package var completed: Int { done.load(ordering: .relaxed) }
  /// Broken off by either side, or not complete in time.
  package var failed: Int { broken.load(ordering: .relaxed) }
  /// For a name without a certificate.
  package var refused: Int { unknown.load(ordering: .relaxed) }

  func complete() { done.add(1, ordering: .relaxed) }
  func fail() { broken.add(1, ordering: .relaxed) }
  func refuse() { unknown.add(1, ordering: .relaxed) }
}
