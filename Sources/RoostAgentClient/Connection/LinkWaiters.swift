/// Who waits for a connection that is being made.
struct LinkWaiters {
  typealias Number = UInt64
  typealias Waiter = CheckedContinuation<AgentConnection?, Never>

  private var waiters: [Number: Waiter] = [:]
  /// Gave up before they began to wait.
  private var early: Set<Number> = []
  private var last: Number = 0

  mutating func newNumber() -> Number {
    last += 1
    return last
  }

  /// False when it has given up already; then it is not kept.
  mutating func add(_ waiter: Waiter, as number: Number) -> Bool {
    if early.remove(number) != nil { return false }
    waiters[number] = waiter
    return true
  }

  /// Who gives up. Nil when it does not wait yet.
  mutating func remove(_ number: Number) -> Waiter? {
    if let waiter = waiters.removeValue(forKey: number) { return waiter }
    early.insert(number)
    return nil
  }

  mutating func removeAll() -> [Waiter] {
    defer { waiters = [:] }
    return Array(waiters.values)
  }
}
