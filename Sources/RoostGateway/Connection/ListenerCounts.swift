import Synchronization

/// Connections that came, counted from every event loop.
final class ListenerCounts: Sendable {
  private let acceptedCount = Atomic<Int>(0)
  private let refusedCount = Atomic<Int>(0)

  var accepted: Int { acceptedCount.load(ordering: .relaxed) }
  var refused: Int { refusedCount.load(ordering: .relaxed) }

  func noteAccepted() { acceptedCount.add(1, ordering: .relaxed) }
  /// It was one too many.
  func noteRefused() { refusedCount.add(1, ordering: .relaxed) }
}
