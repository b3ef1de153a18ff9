import CRoost
import Glibc

/// Waits for descriptors and timers, and calls whoever waits for them. One thread; nothing it calls may block.
final class EventLoop {
  private let poll: Descriptor
  private var timers: Timers
  private var actions: [UInt64: (Readiness) -> Void] = [:]
  private var lastToken: UInt64 = 0
  private var timerWatch: Watch?
  private var endOfRound: [() -> Void] = []

  init(poll: Descriptor, timer: Descriptor) throws(SystemFailure) {
    self.poll = poll
    timers = Timers(timer)
    timerWatch = try watch(timer) { [unowned self] _ in timers.takeDue().forEach { $0() } }
  }

  /// Calls `action` whenever the descriptor is ready, until the watch is cancelled. The caller keeps the watch.
  func watch(
    _ descriptor: Descriptor, readable: Bool = true, writable: Bool = false, _ action: @escaping (Readiness) -> Void
  ) throws(SystemFailure) -> Watch {
    lastToken += 1
    try SystemFailure.check(roost_poll_add(poll.number, descriptor.number, lastToken, readable, writable))
    actions[lastToken] = action
    return Watch(loop: self, descriptor: descriptor, token: lastToken, readable: readable, writable: writable)
  }

  /// Calls `action` once. The caller may cancel by the number it gets.
  @discardableResult
  func after(nanoseconds: UInt64, _ action: @escaping () -> Void) -> UInt64 {
    timers.add(at: Clock.monotonic + nanoseconds, action)
  }

  func cancelTimer(_ number: UInt64) { timers.cancel(number) }

  /// Calls `action` once, after everything that is ready now was looked at.
  func atEndOfRound(_ action: @escaping () -> Void) { endOfRound.append(action) }

  func run() -> Never {
    var events = [roost_event](repeating: roost_event(), count: 64)
    while true {
      finishRound()
      let count = roost_poll_wait(poll.number, &events, Int32(events.count))
      guard count >= 0 else { exit(3) }
      for event in events.prefix(Int(count)) {
        // A watch cancelled by an earlier event of this round has no action any more.
        actions[event.token]?(
          Readiness(isReadable: event.readable, isWritable: event.writable, isClosed: event.closed))
      }
    }
  }

  /// What is asked for meanwhile is done too.
  private func finishRound() {
    while !endOfRound.isEmpty {
      let actions = endOfRound
      endOfRound = []
      for action in actions { action() }
    }
  }

  func change(_ watch: Watch, readable: Bool, writable: Bool) {
    _ = roost_poll_change(poll.number, watch.descriptor.number, watch.token, readable, writable)
  }

  func remove(_ watch: Watch) {
    _ = roost_poll_remove(poll.number, watch.descriptor.number)
    actions[watch.token] = nil
  }
}
