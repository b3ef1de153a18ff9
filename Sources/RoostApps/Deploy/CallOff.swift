import Synchronization

/// The word that a deployment shall not go on. Said once, heard by the one who waits for it.
final class CallOff: Sendable {
  private let words: AsyncStream<Never>
  private let continuation: AsyncStream<Never>.Continuation
  private let said = Atomic(false)

  init() { (words, continuation) = AsyncStream.makeStream(of: Never.self) }

  func call() {
    said.store(true, ordering: .releasing)
    continuation.finish()
  }

  var isCalled: Bool { said.load(ordering: .acquiring) }

  /// Returns when it is said, or when the caller is cancelled.
  func called() async { for await _ in words {} }
}
