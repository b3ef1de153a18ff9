import RoostAgentProtocol

/// Which answers a connection waits for. Pure: channel numbers, deadlines and where answers go.
struct PendingRequests<Waiter: Sendable>: Sendable {
  enum Target: Sendable {
    /// One answer.
    case request(Waiter, deadline: ContinuousClock.Instant)
    /// Any number of messages until the channel is dropped.
    case subscription(Mailbox)
    case events
  }

  enum Delivery {
    case answer(Waiter)
    case message(Mailbox, isLast: Bool)
    case event
    /// Nobody waits any more: the request was given up.
    case nobody
  }

  /// More at once than a well-behaved daemon has.
  static var maximumCount: Int { 16_384 }

  private var targets: [UInt32: Target] = [:]
  /// Channel 0 is the greeting's.
  private var lastChannel: UInt32 = 0

  var isEmpty: Bool { targets.isEmpty }
  var hasDeadlines: Bool { targets.values.contains { if case .request = $0 { true } else { false } } }

  /// The channel for it; nil when there are too many.
  mutating func add(_ target: Target) -> UInt32? {
    guard targets.count < PendingRequests.maximumCount else { return nil }
    repeat { lastChannel = lastChannel == .max ? 1 : lastChannel + 1 } while targets[lastChannel] != nil
    targets[lastChannel] = target
    return lastChannel
  }

  mutating func addGreeting(_ waiter: Waiter, deadline: ContinuousClock.Instant) {
    targets[0] = .request(waiter, deadline: deadline)
  }

  mutating func deliver(_ message: AgentMessage, on channel: UInt32) -> Delivery {
    switch targets[channel] {
    case .request(let waiter, _):
      targets[channel] = nil
      return .answer(waiter)
    case .subscription(let mailbox):
      if message.endsSubscription { targets[channel] = nil }
      return .message(mailbox, isLast: message.endsSubscription)
    case .events: return .event
    case nil: return .nobody
    }
  }

  /// Forgets a channel; messages on it go nowhere from then on.
  mutating func drop(_ channel: UInt32) -> Target? { targets.removeValue(forKey: channel) }

  mutating func expired(at now: ContinuousClock.Instant) -> [Waiter] {
    var waiters: [Waiter] = []
    for (channel, target) in targets {
      guard case .request(let waiter, let deadline) = target, deadline <= now else { continue }
      waiters.append(waiter)
      targets[channel] = nil
    }
    return waiters
  }

  mutating func removeAll() -> [Target] {
    defer { targets = [:] }
    return Array(targets.values)
  }
}

extension AgentMessage {
  /// The last message of an output subscription: its end, or that it could not begin.
  fileprivate var endsSubscription: Bool {
    switch self {
    case .end, .failed: true
    default: false
    }
  }
}
