import Synchronization

/// How many requests are in flight on a target, counted from every event loop.
final class TargetLoad: Sendable {
  private let requests = Atomic<Int>(0)
  private let hasWaiters = Atomic<Bool>(false)
  private let waiters = Mutex<[Int: CheckedContinuation<Void, Never>]>([:])
  private let nextWaiter = Atomic<Int>(0)

  private let standby = Atomic<Bool>(false)

  /// Another target is ready to take over from this one.
  var hasStandby: Bool {
    get { standby.load(ordering: .acquiring) }
    set { standby.store(newValue, ordering: .releasing) }
  }

  private let losses = Atomic<Int>(0)
  /// Requests it lost while another target was ready to take over.
  var lost: Int { losses.load(ordering: .relaxed) }
  func lose() { losses.add(1, ordering: .relaxed) }

  private let isAsleep = Atomic<Bool>(false)
  private let sleeper = Mutex<Sleeper?>(nil)

  /// Who is told when a client says something in a WebSocket that was left open; `nil`: the app is awake.
  func sleep(_ sleeper: Sleeper?) {
    self.sleeper.withLock { $0 = sleeper }
    isAsleep.store(sleeper != nil, ordering: .releasing)
  }

  /// A client said something in a WebSocket.
  @inline(__always)
  func noteMessage() {
    guard isAsleep.load(ordering: .acquiring) else { return }
    sleeper.withLock { $0 }?.ring()
  }

  var count: Int { requests.load(ordering: .sequentiallyConsistent) }

  /// Returns the number with the one that entered.
  @discardableResult
  func enter() -> Int { requests.add(1, ordering: .sequentiallyConsistent).newValue }

  func leave() {
    let left = requests.subtract(1, ordering: .sequentiallyConsistent).newValue
    if left == 0, hasWaiters.load(ordering: .sequentiallyConsistent) { resumeAll() }
  }

  /// Returns when nothing is in flight, or when the task is cancelled.
  func idle() async {
    let number = nextWaiter.add(1, ordering: .relaxed).newValue
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        waiters.withLock { $0[number] = continuation }
        hasWaiters.store(true, ordering: .sequentiallyConsistent)
        if count == 0 || Task.isCancelled { resume(number) }
      }
    } onCancel: {
      resume(number)
    }
  }

  private func resume(_ number: Int) {
    waiters.withLock { $0.removeValue(forKey: number) }?.resume()
  }

  private func resumeAll() {
    let all = waiters.withLock { waiters in
      hasWaiters.store(false, ordering: .sequentiallyConsistent)
      defer { waiters = [:] }
      return waiters.values.map { $0 }
    }
    for continuation in all { continuation.resume() }
  }
}
