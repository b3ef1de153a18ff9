import Synchronization

/// A number of places that are taken and given back.
final class Room: Sendable {
  private let free: Mutex<Int>

  init(_ places: Int) { free = Mutex(places) }

  func enter() -> Bool {
    free.withLock { free in
      guard free > 0 else { return false }
      free -= 1
      return true
    }
  }

  func leave() { free.withLock { $0 += 1 } }
}
