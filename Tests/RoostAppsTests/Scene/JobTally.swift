import Synchronization

/// The jobs of a scene: how many were taken, and how many of them have not ended.
final class JobTally: Sendable {
  private let state = Mutex((taken: 0, running: 0))

  var counts: (taken: Int, running: Int) { state.withLock { $0 } }
  func end() { state.withLock { $0.running -= 1 } }

  func take() {
    state.withLock { state in
      state.taken += 1
      state.running += 1
    }
  }
}
