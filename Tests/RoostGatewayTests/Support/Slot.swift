import Synchronization

/// A value one thread leaves for another.
final class Slot<Value: Sendable>: Sendable {
  private let stored = Mutex<Value?>(nil)
  var value: Value? {
    get { stored.withLock { $0 } }
    set { stored.withLock { $0 = newValue } }
  }
}

/// A door that opens once. Waiting is for blocking threads.
final class Door: Sendable {
  private let opened = Mutex(false)

  func open() { opened.withLock { $0 = true } }

  /// Returns whether it opened within ten seconds.
  @discardableResult
  func wait() -> Bool { waitUntil { opened.withLock { $0 } } }
}
