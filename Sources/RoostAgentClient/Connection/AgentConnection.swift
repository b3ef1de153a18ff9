import CRoost
import Dispatch
import RoostAgentProtocol
import RoostEnvironments
import RoostModel
import RoostSystem
import Synchronization

/// One connection to an agent: sends requests, hands each answer to whoever waits for it.
///
/// Reading happens on a queue of its own, so no thread of the concurrency pool is held. It is closed by the other
/// side, by ``close()``, or by a breach of the protocol; then every waiter gets `connection.lost`, once.
final class AgentConnection: Sendable {
  typealias Waiter = CheckedContinuation<Result<AgentReply, Problem>, Never>

  /// Called on the connection's queue, in order. `closed` comes last and once.
  struct Observer: Sendable {
    var event: @Sendable (AgentMessage) -> Void
    var closed: @Sendable () -> Void
  }

  private struct State {
    var source: (any DispatchSourceRead)?
    var pending = PendingRequests<Waiter>()
    var isOpen = true
    var sweepIsPlanned = false
  }

  private let state = Mutex(State())
  private let inbox = Mutex(AgentInbox())
  private let outbox: AgentOutbox
  private let socket: OwnedDescriptor
  private let queue = DispatchQueue(label: "roost.agent")
  private let observer: Observer

  /// Takes a connected, non-blocking socket.
  init(_ socket: OwnedDescriptor, _ observer: Observer) {
    self.socket = socket
    self.observer = observer
    outbox = AgentOutbox(socket, queue)
    state.withLock { state in
      let source = DispatchSource.makeReadSource(fileDescriptor: socket.number, queue: queue)
      source.setEventHandler { [weak self] in self?.receive() }
      // Keeps the descriptor open until the source has let go of it.
      source.setCancelHandler {
        _ = socket
        observer.closed()
      }
      source.activate()
      state.source = source
    }
  }

  deinit { close() }

  // MARK: Asking

  /// Sends a request and waits for its one answer. A given-up `dial` closes its descriptor when that still comes.
  func request(_ request: AgentRequest, within limit: Duration) async throws(Problem) -> AgentReply {
    let result = await withCheckedContinuation { (waiter: Waiter) in
      let deadline = ContinuousClock.now.advanced(by: limit)
      let channel: UInt32? = state.withLock { state in
        guard state.isOpen else { return nil }
        guard case .hello = request else { return state.pending.add(.request(waiter, deadline: deadline)) }
        state.pending.addGreeting(waiter, deadline: deadline)
        return 0
      }
      guard let channel else { return waiter.resume(returning: .failure(AgentConnection.lost)) }
      send(request, on: channel)
      planSweep()
    }
    return try result.get()
  }

  /// Opens a channel whose messages go to `target`, a subscription or the events.
  func open(_ request: AgentRequest, _ target: PendingRequests<Waiter>.Target) throws(Problem) -> UInt32 {
    let channel = state.withLock { $0.isOpen ? $0.pending.add(target) : nil }
    guard let channel else { throw AgentConnection.lost }
    send(request, on: channel)
    return channel
  }

  /// Sends something that has no answer of its own.
  func send(_ request: AgentRequest, on channel: UInt32) {
    guard state.withLock({ $0.isOpen }) else { return }
    if !outbox.send(request.frame(channel: channel).encoded) { close() }
  }

  /// Ends a subscription. Harmless when it has ended.
  func drop(_ channel: UInt32) {
    guard case .subscription(let mailbox) = state.withLock({ $0.pending.drop(channel) }) else { return }
    mailbox.close()
    send(.detach, on: channel)
  }

  // MARK: Answers

  private func receive() {
    // The descriptor stays readable, so what is left is announced again.
    for _ in 0..<16 {
      let (deliveries, outcome) = inbox.withLock { $0.receive(from: socket.number) }
      for delivery in deliveries { deliver(delivery) }
      switch outcome {
      case .more: continue
      case .wait: return
      case .end: return close()
      }
    }
  }

  private func deliver(_ inbound: AgentInbox.Inbound) {
    let delivery = state.withLock { $0.pending.deliver(inbound.message, on: inbound.channel) }
    switch delivery {
    case .answer(let waiter):
      waiter.resume(returning: .success(AgentReply(message: inbound.message, descriptor: inbound.descriptor)))
    case .message(let mailbox, let isLast):
      if !mailbox.deliver(inbound.message) { close() }
      if isLast { mailbox.close() }
    case .event: observer.event(inbound.message)
    case .nobody: inbound.discard()
    }
  }

  // MARK: Ends

  /// False from the first moment of its end on, before anybody was told.
  var isOpen: Bool { state.withLock(\.isOpen) }

  func close() {
    let targets: [PendingRequests<Waiter>.Target]? = state.withLock { state in
      guard state.isOpen else { return nil }
      state.isOpen = false
      state.source?.cancel()
      state.source = nil
      return state.pending.removeAll()
    }
    guard let targets else { return }
    outbox.close()
    for target in targets {
      switch target {
      case .request(let waiter, _): waiter.resume(returning: .failure(AgentConnection.lost))
      case .subscription(let mailbox): mailbox.close()
      case .events: break
      }
    }
  }

  /// Looks once a second for requests past their limit, only while there are any.
  private func planSweep() {
    let isNew = state.withLock { state in
      defer { state.sweepIsPlanned = true }
      return !state.sweepIsPlanned
    }
    guard isNew else { return }
    queue.asyncAfter(deadline: .now() + .seconds(1)) { [weak self] in self?.sweep() }
  }

  private func sweep() {
    let (expired, goesOn) = state.withLock { state in
      state.sweepIsPlanned = false
      return (state.pending.expired(at: .now), state.pending.hasDeadlines)
    }
    for waiter in expired { waiter.resume(returning: .failure(AgentConnection.late)) }
    if goesOn { planSweep() }
  }

  static let lost = Problem(
    .connectionLost, "the agent of the environment does not answer",
    hint: RestartHint.text)
  static let late = Problem(
    .timeout, "the agent of the environment took too long to answer",
    hint: "the machine may be overloaded: uptime")
}
