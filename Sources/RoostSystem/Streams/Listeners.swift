import Synchronization

/// Who listens to a feed that yields under its lock, so that everybody sees one order.
///
/// A stream that is cancelled calls back while the runtime holds its task's record, which a yield to it needs as well. A feed's
/// lock taken there is a deadlock, so who left is noted apart, and forgotten with the next change.
package struct Listeners<Listener: Sendable>: Sendable {
  private final class Departures: Sendable {
    let numbers = Mutex<[Int]>([])
  }

  private var listeners: [Int: Listener] = [:]
  private var last = 0
  private let departures = Departures()

  package init() {}

  /// Returns what its stream's `onTermination` has to call.
  package mutating func add(_ listener: Listener) -> @Sendable () -> Void {
    forgetDeparted()
    last += 1
    listeners[last] = listener
    let (number, departures) = (last, departures)
    return { departures.numbers.withLock { $0.append(number) } }
  }

  package mutating func present() -> [Listener] {
    forgetDeparted()
    return Array(listeners.values)
  }

  package mutating func removeAll() -> [Listener] {
    defer { listeners = [:] }
    return present()
  }

  private mutating func forgetDeparted() {
    let numbers = departures.numbers.withLock { numbers in
      defer { numbers = [] }
      return numbers
    }
    for number in numbers { listeners[number] = nil }
  }
}
