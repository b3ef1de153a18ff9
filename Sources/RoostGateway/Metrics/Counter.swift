import Synchronization

/// A number that one event loop changes and anybody reads. Cheaper than an atomic addition, which nobody needs here.
struct Counter: ~Copyable, Sendable {
  private let stored = Atomic<Int>(0)

  var value: Int { stored.load(ordering: .relaxed) }

  @inline(__always)
  func add(_ count: Int = 1) { stored.store(stored.load(ordering: .relaxed) &+ count, ordering: .relaxed) }

  @inline(__always)
  func set(_ value: Int) { stored.store(value, ordering: .relaxed) }

  func raise(to value: Int) {
    if value > stored.load(ordering: .relaxed) { stored.store(value, ordering: .relaxed) }
  }
}
