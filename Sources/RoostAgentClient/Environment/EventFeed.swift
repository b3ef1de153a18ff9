import RoostAgentProtocol
import RoostModel
import RoostSystem
import Synchronization

/// What is known of an environment, shared: the connection's queue puts messages in, any number of tasks read events and
/// wait for exits.
final class EventFeed: Sendable {
  /// Events a reader may be behind before it loses the oldest.
  private static let capacity = 1024

  private struct State {
    var observed = ObservedState()
    var subscribers = Listeners<AsyncStream<EnvironmentEvent>.Continuation>()
    var waiters: [Int: (process: ProcessNumber, continuation: CheckedContinuation<ExitStatus?, Never>)] = [:]
    var lastKey = 0

    mutating func nextKey() -> Int {
      lastKey += 1
      return lastKey
    }
  }

  private let state = Mutex(State())

  // MARK: In

  func apply(_ message: AgentMessage) { update { $0.apply(message) } }
  func apply(_ records: [ProcessRecord]) { update { $0.apply(records) } }
  func beginSnapshot() { state.withLock { $0.observed.beginSnapshot() } }
  func enter(_ next: EnvironmentState) { update { $0.enter(next) } }
  func finish(_ next: EnvironmentState, _ records: [ExitRecord], otherwise other: ExitStatus) {
    update { $0.finish(next, records, otherwise: other) }
  }

  func report(_ problem: Problem) { update { _ in [.failed(problem)] } }

  /// Yields while locked, so that every subscriber sees the order in which things happened. Ends streams afterwards,
  /// because that calls back.
  private func update(_ change: (inout ObservedState) -> [EnvironmentEvent]) {
    let (answered, finished): ([Answer], [AsyncStream<EnvironmentEvent>.Continuation]) = state.withLock { state in
      let events = change(&state.observed)
      let subscribers = state.subscribers.present()
      for event in events {
        for subscriber in subscribers { subscriber.yield(event) }
      }
      let answered = EventFeed.takeAnswered(events, &state)
      guard state.observed.isOver else { return (answered, []) }
      return (answered, state.subscribers.removeAll())
    }
    for answer in answered { answer.waiter.resume(returning: answer.exit) }
    for subscriber in finished { subscriber.finish() }
  }

  private struct Answer {
    var waiter: CheckedContinuation<ExitStatus?, Never>
    var exit: ExitStatus
  }

  private static func takeAnswered(_ events: [EnvironmentEvent], _ state: inout State) -> [Answer] {
    var answered: [Answer] = []
    for case .processExited(let process, let exit) in events {
      for (key, waiter) in state.waiters where waiter.process == process {
        answered.append(Answer(waiter: waiter.continuation, exit: exit))
        state.waiters[key] = nil
      }
    }
    return answered
  }

  // MARK: Out

  var isOutOfTime: Bool { state.withLock { $0.observed.isOutOfTime } }
  var isOver: Bool { state.withLock { $0.observed.isOver } }
  var environmentState: EnvironmentState { state.withLock { $0.observed.state } }
  var processes: [ProcessNumber: ObservedState.Process] { state.withLock { $0.observed.processes } }

  /// Present state, ports and limits that were reached first.
  func events() -> AsyncStream<EnvironmentEvent> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: EnvironmentEvent.self, bufferingPolicy: .bufferingNewest(EventFeed.capacity))
    let isOver = state.withLock { state in
      continuation.yield(.state(state.observed.state))
      for port in state.observed.ports { continuation.yield(.portOpened(port)) }
      for limit in state.observed.limits { continuation.yield(.limitReached(EnvironmentLimit(limit))) }
      if state.observed.isOver { return true }
      let left = state.subscribers.add(continuation)
      continuation.onTermination = { _ in left() }
      return false
    }
    if isOver { continuation.finish() }
    return stream
  }

  /// Nil when the wait was cancelled.
  func exit(of process: ProcessNumber) async -> ExitStatus? {
    let key = state.withLock { $0.nextKey() }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let known: ExitStatus?? = state.withLock { state in
          if Task.isCancelled { return .some(nil) }
          if let exit = state.observed.exit(of: process) { return exit }
          state.waiters[key] = (process, continuation)
          return nil
        }
        if let known { continuation.resume(returning: known) }
      }
    } onCancel: {
      state.withLock { $0.waiters.removeValue(forKey: key) }?.continuation.resume(returning: nil)
    }
  }
}

extension ObservedState {
  /// Nil while it runs. A process that nobody remembers is `lost`.
  fileprivate func exit(of process: ProcessNumber) -> ExitStatus? {
    guard let known = processes[process] else { return ExitStatus(.lost, at: WallClock.seconds()) }
    return known.exit
  }
}
