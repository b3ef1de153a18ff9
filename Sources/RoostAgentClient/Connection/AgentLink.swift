import Logging
import RoostAgentProtocol
import RoostEnvironments
import RoostModel
import RoostSystem
import Synchronization

/// The lasting tie to an agent: a connection, and a new one when that is lost. When the agent itself is gone, what it
/// left on disk tells how its processes ended.
final class AgentLink: Sendable {
  private enum Phase {
    case connected(AgentConnection)
    /// Connecting for the first time or again.
    case connecting
    /// Over, by our own will or not.
    case ended

    var connection: AgentConnection? { if case .connected(let connection) = self { connection } else { nil } }
    var isEnded: Bool { if case .ended = self { true } else { false } }
  }

  private struct State {
    var phase = Phase.connecting
    var isEnding = false
    /// Nobody inside moves, the agent neither.
    var isHeld = false
    /// What the agent at the other end speaks.
    var schema = AgentSchema.oldest
    var waiters = LinkWaiters()
  }

  let directory: EnvironmentDirectory
  let feed: EventFeed
  let address: AgentAddress
  /// What an agent may take to answer a request that waits for nothing.
  let answerLimit: Duration
  private let logger: Logger
  private let state = Mutex(State())

  init(_ directory: EnvironmentDirectory, _ feed: EventFeed, at address: AgentAddress, answerLimit: Duration, logger: Logger) {
    self.directory = directory
    self.feed = feed
    self.address = address
    self.answerLimit = answerLimit
    self.logger = logger
  }

  // MARK: Use

  /// Sends a request on the present connection; waits for one that is being made again.
  func request(_ request: AgentRequest, within limit: Duration? = nil) async throws(Problem) -> AgentReply {
    guard !state.withLock(\.isHeld) else {
      throw Problem(.environmentState, "environment \(directory.id) is paused", hint: "resume it first")
    }
    let limit = limit ?? answerLimit
    guard let connection = try await connection(within: limit) else { throw AgentConnection.lost }
    try check(request)
    return try await connection.request(request, within: limit)
  }

  /// Refuses what the agent at the other end is too old for.
  func check(_ request: AgentRequest) throws(Problem) {
    guard knows(request) else { throw AgentLink.outdated(directory) }
  }

  /// Whether the agent is new enough. Known after the first request.
  func knows(_ request: AgentRequest) -> Bool { request.schema <= state.withLock(\.schema) }

  /// While held, requests are refused at once: nobody would answer them.
  func hold(_ isHeld: Bool) { state.withLock { $0.isHeld = isHeld } }

  /// Nil once the agent is gone.
  func connection() async -> AgentConnection? { await wait(as: state.withLock { $0.waiters.newNumber() }) }

  /// The same, but a connection that is being made again is not waited for any longer than that.
  func connection(within limit: Duration) async throws(Problem) -> AgentConnection? {
    if case .connected(let connection) = state.withLock(\.phase), connection.isOpen { return connection }
    let number = state.withLock { $0.waiters.newNumber() }
    let found = await withTaskGroup(of: AgentConnection?.self) { group in
      group.addTask { await self.wait(as: number) }
      group.addTask {
        // Cancelled as soon as there is a connection.
        if (try? await Task.sleep(for: limit)) != nil { self.stopWaiting(as: number) }
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      let second = await group.next() ?? nil
      return first ?? second
    }
    guard found == nil, !state.withLock(\.phase.isEnded) else { return found }
    throw Problem(
      .connectionLost, "the agent of environment \(directory.id) is out of reach since more than \(limit)",
      hint: "it is found again when its host and the way there are: roost env list")
  }

  private func wait(as number: LinkWaiters.Number) async -> AgentConnection? {
    await withCheckedContinuation { continuation in
      let (connection, isKnown): (AgentConnection?, Bool) = state.withLock { state in
        switch state.phase {
        case .connected(let connection) where connection.isOpen: return (connection, true)
        case .ended: return (nil, true)
        case .connected, .connecting: return (nil, !state.waiters.add(continuation, as: number))
        }
      }
      if isKnown { continuation.resume(returning: connection) }
    }
  }

  private func stopWaiting(as number: LinkWaiters.Number) {
    state.withLock { $0.waiters.remove(number) }?.resume(returning: nil)
  }

  // MARK: Connecting

  /// The first connection. False when nobody listens; then the link is over.
  func connect() async throws(Problem) -> Bool {
    do throws(Problem) {
      if try await attempt() { return true }
    } catch {
      settle(.ended)
      guard await isEnding(error) else { throw error }
      return false
    }
    settle(.ended)
    return false
  }

  /// Whoever met the agent in its last moment found nobody.
  private func isEnding(_ error: Problem) async -> Bool {
    guard error.code == .connectionLost, let process = address.process else { return false }
    await process.waitForEnd(within: .milliseconds(300))
    return !process.isAlive
  }

  private func attempt() async throws(Problem) -> Bool {
    guard case .connected(let socket) = try AgentSocket.connect(directory) else { return false }
    let observer = AgentConnection.Observer(
      event: { [feed] in feed.apply($0) }, closed: { [weak self] in self?.connectionClosed() })
    let connection = AgentConnection(socket, observer)
    do throws(Problem) {
      try await greet(connection)
      feed.beginSnapshot()
      _ = try connection.open(.subscribe, .events)
      let reply = try await connection.request(.list, within: answerLimit)
      if case .processes(let records) = reply.message { feed.apply(records) }
    } catch {
      connection.close()
      throw error
    }
    settle(.connected(connection))
    // One that ended before it was settled upon told nobody who listened.
    if !connection.isOpen { connectionClosed() }
    return true
  }

  private func greet(_ connection: AgentConnection) async throws(Problem) {
    let reply = try await connection.request(.hello(schema: AgentSchema.oldest), within: answerLimit)
    guard case .hello(let greeting) = reply.message, AgentSchema.accepts(greeting.schema) else {
      throw Problem(
        .unsupported, "environment \(directory.id) was started by a newer Roost",
        hint: RestartHint.text)
    }
    state.withLock { $0.schema = greeting.schema }
  }

  static func outdated(_ directory: EnvironmentDirectory) -> Problem {
    Problem(
      .unsupported, "environment \(directory.id) was started by an older Roost, which could not do this yet",
      hint: RestartHint.text)
  }

  /// Once over, it stays over: a connection that comes too late is closed again.
  private func settle(_ phase: Phase) {
    let (waiters, settled): ([LinkWaiters.Waiter], Phase) = state.withLock { state in
      if !state.phase.isEnded { state.phase = phase }
      return (state.waiters.removeAll(), state.phase)
    }
    if settled.isEnded { phase.connection?.close() }
    for waiter in waiters { waiter.resume(returning: settled.connection) }
  }

  // MARK: Losing

  /// From now on the end of the connection is expected.
  func expectEnd() { state.withLock { $0.isEnding = true } }

  func close() {
    let phase = state.withLock { state in
      state.isEnding = true
      return state.phase
    }
    settle(.ended)
    phase.connection?.close()
  }

  private func connectionClosed() {
    let isExpected: Bool? = state.withLock { state in
      // Before the first success, and after the end, whoever connects or ends sees to it.
      guard case .connected = state.phase else { return nil }
      if !state.isEnding { state.phase = .connecting }
      return state.isEnding
    }
    switch isExpected {
    case true: settle(.ended)
    case false: Task { await feed.isOutOfTime ? self.outOfTime() : self.reconnect() }
    default: break
    }
  }

  /// Tries as long as the agent, or the bridge to it, lives, and no longer than the address says: one that lives and does
  /// not answer is of no use.
  private func reconnect() async {
    var pause = Duration.milliseconds(5)
    let deadline = ContinuousClock.now.advanced(by: address.patience)
    while address.process?.isAlive != false, ContinuousClock.now < deadline, await address.restore() {
      do {
        if try await attempt() { return }
      } catch {
        logger.debug("agent does not answer", metadata: ["environment.id": "\(directory.id)", "problem": "\(error.message)"])
      }
      guard (try? await Task.sleep(for: pause)) != nil else { break }
      pause = min(pause * 2, .milliseconds(500))
    }
    await giveUp()
  }

  /// The agent said that it would go, or nothing any more.
  private func outOfTime() async {
    settle(.ended)
    feed.finish(.ended, await exitRecords(), otherwise: ExitStatus(.timedOut, at: WallClock.seconds()))
  }

  private func exitRecords() async -> [ExitRecord] {
    let directory = directory
    return await BlockingWork.run { ExitJournal.read(directory.journal) }
  }

  private func giveUp() async {
    if await address.isOutOfTime() {
      feed.apply(.limitReached(.time))
      return await outOfTime()
    }
    settle(.ended)
    let records = await exitRecords()
    logger.warning("environment lost", metadata: ["environment.id": "\(directory.id)"])
    if let problem = await address.epitaph() { feed.report(problem) }
    feed.finish(.lost, records, otherwise: ExitStatus(.lost, at: WallClock.seconds()))
  }
}
