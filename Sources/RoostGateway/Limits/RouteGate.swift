import Synchronization

/// How many requests of a route may be under way at once, and who waits for one of them to end, in order.
///
/// Counted from every event loop; the lock is taken only while somebody waits or has to.
final class RouteGate: Sendable {
  enum Entry: Equatable {
    case entered
    /// The turn is told later, unless the number is given back by ``forget(_:)``.
    case waits(Int)
    case full
  }

  private struct Waiter {
    let number: Int
    /// Called on any thread. Whoever is called has entered.
    let turn: @Sendable (Int) -> Void
  }

  private struct Queue {
    var waiters: [Waiter] = []
    var next = 0
  }

  private let capacity: Int
  private let places: Int
  private let inside = Atomic<Int>(0)
  private let hasWaiters = Atomic<Bool>(false)
  private let queue = Mutex(Queue())

  /// `places` is how many may wait.
  init(capacity: Int, places: Int) {
    self.capacity = capacity
    self.places = places
  }

  var count: Int { inside.load(ordering: .sequentiallyConsistent) }
  var waiting: Int { queue.withLock { $0.waiters.count } }

  func enter(turn: @escaping @Sendable (Int) -> Void) -> Entry {
    if !hasWaiters.load(ordering: .sequentiallyConsistent), take() { return .entered }
    let (entry, admitted) = queue.withLock { queue -> (Entry, [Waiter]) in
      guard queue.waiters.count < places else { return (take() ? .entered : .full, []) }
      let number = queue.next
      queue.next += 1
      queue.waiters.append(Waiter(number: number, turn: turn))
      // Stored before one more look: who leaves meanwhile either sees it or was seen.
      hasWaiters.store(true, ordering: .sequentiallyConsistent)
      let admitted = admit(&queue)
      let isIn = admitted.contains { $0.number == number }
      return (isIn ? .entered : .waits(number), admitted.filter { $0.number != number })
    }
    for waiter in admitted { waiter.turn(waiter.number) }
    return entry
  }

  func leave() {
    inside.subtract(1, ordering: .sequentiallyConsistent)
    guard hasWaiters.load(ordering: .sequentiallyConsistent) else { return }
    let admitted = queue.withLock { admit(&$0) }
    for waiter in admitted { waiter.turn(waiter.number) }
  }

  /// The request waits no more. Where its turn came at the same moment, it is told, and must leave.
  func forget(_ number: Int) {
    queue.withLock { queue in
      queue.waiters.removeAll { $0.number == number }
      if queue.waiters.isEmpty { hasWaiters.store(false, ordering: .sequentiallyConsistent) }
    }
  }

  private func take() -> Bool {
    var seen = inside.load(ordering: .sequentiallyConsistent)
    while seen < capacity {
      let (exchanged, original) = inside.compareExchange(expected: seen, desired: seen + 1, ordering: .sequentiallyConsistent)
      if exchanged { return true }
      seen = original
    }
    return false
  }

  private func admit(_ queue: inout Queue) -> [Waiter] {
    var count = 0
    while count < queue.waiters.count, take() { count += 1 }
    let admitted = Array(queue.waiters.prefix(count))
    queue.waiters.removeFirst(count)
    if queue.waiters.isEmpty { hasWaiters.store(false, ordering: .sequentiallyConsistent) }
    return admitted
  }
}
