import CRoost

/// Actions for later, behind one timer descriptor that is set to the earliest of them.
struct Timers {
  private let timer: Descriptor
  private var pending: [UInt64: (deadline: UInt64, action: () -> Void)] = [:]
  private var lastNumber: UInt64 = 0

  init(_ timer: Descriptor) { self.timer = timer }

  mutating func add(at deadline: UInt64, _ action: @escaping () -> Void) -> UInt64 {
    lastNumber += 1
    pending[lastNumber] = (deadline, action)
    arm()
    return lastNumber
  }

  mutating func cancel(_ number: UInt64) {
    if pending.removeValue(forKey: number) != nil { arm() }
  }

  /// Takes out what is due, earliest first; the caller runs it, because it may add and cancel.
  mutating func takeDue() -> [() -> Void] {
    let now = Clock.monotonic
    let due = pending.filter { $0.value.deadline <= now }.sorted { $0.value.deadline < $1.value.deadline }
    for (number, _) in due { pending[number] = nil }
    arm()
    return due.map(\.value.action)
  }

  private func arm() {
    _ = roost_timer_set(timer.number, pending.values.map(\.deadline).min() ?? 0)
  }
}
