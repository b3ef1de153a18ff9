package import Logging
import RoostAgentProtocol
package import RoostEnvironments
package import RoostModel
import RoostSystem
import SystemPackage

/// One environment, from its directory on disk to its end. Its agent does the work inside; this speaks for it here,
/// whatever carries the agent.
package actor AgentEnvironment: Environment {
  enum Phase {
    /// A directory, nothing else.
    case created
    case booting
    case running(AgentLink)
    /// On the way to stand still or to move again.
    case pausing
    /// The agent stands still with everything else.
    case paused(AgentLink)
    /// Booting failed or the agent died: to be destroyed.
    case failed
    case ending
    /// Nothing runs; the journal is still there.
    case sealed
    case destroyed
  }

  package nonisolated let spec: EnvironmentSpec
  nonisolated let directory: EnvironmentDirectory
  nonisolated let carrier: any AgentCarrier
  nonisolated let answerLimit: Duration
  nonisolated let logger: Logger
  nonisolated let feed = EventFeed()
  private(set) var phase = Phase.created
  private var changes: [CheckedContinuation<Void, Never>] = []

  /// - Parameters:
  ///   - directory: exists, with `spec` written down in it.
  ///   - answerLimit: how long the agent may take to answer a request that does not wait for anything inside.
  package init(
    _ spec: EnvironmentSpec, in directory: EnvironmentDirectory, carriedBy carrier: any AgentCarrier, answerLimit: Duration,
    logger: Logger
  ) {
    self.spec = spec
    self.directory = directory
    self.carrier = carrier
    self.answerLimit = answerLimit
    self.logger = logger
  }

  package var state: EnvironmentState { feed.environmentState }

  package func events() -> AsyncStream<EnvironmentEvent> { feed.events() }

  // MARK: Phases

  func enter(_ next: Phase) {
    phase = next
    let waiting = changes
    changes = []
    for continuation in waiting { continuation.resume() }
  }

  /// Returns once the phase is another than when it was called.
  func phaseChange() async { await withCheckedContinuation { changes.append($0) } }

  /// The tie to the agent, as long as there is one.
  func link(to activity: String) throws(Problem) -> AgentLink {
    if case .running(let link) = phase, !feed.isOver { return link }
    throw Problem(
      .environmentState, "cannot \(activity): environment \(spec.id) is \(feed.environmentState.rawValue)",
      hint: RestartHint.text)
  }

  // MARK: Boot

  package func boot() async throws(Problem) {
    guard case .created = phase else {
      throw Problem(
        .environmentState, "environment \(spec.id) was booted before", hint: RestartHint.text)
    }
    enter(.booting)
    feed.enter(.booting)
    do throws(Problem) {
      let link = try await connect(try await carrier.start())
      enter(.running(link))
      feed.enter(.ready)
    } catch {
      feed.report(error)
      feed.finish(.lost, [], otherwise: ExitStatus(.lost, at: WallClock.seconds()))
      enter(.failed)
      throw error
    }
  }

  private func connect(_ address: AgentAddress) async throws(Problem) -> AgentLink {
    let link = link(at: address)
    do throws(Problem) {
      guard try await link.connect() else { throw BootProblem.silent(log: directory.agentLog) }
      return link
    } catch {
      await carrier.end(within: .zero)
      throw error
    }
  }

  private func link(at address: AgentAddress) -> AgentLink {
    AgentLink(directory, feed, at: address, answerLimit: answerLimit, logger: logger)
  }

  /// Takes up an environment that an earlier daemon booted. False when nobody answers for it any more.
  package func reattach(at address: AgentAddress) async throws(Problem) -> Bool {
    let link = link(at: address)
    guard try await link.connect() else { return false }
    feed.enter(.ready)
    enter(.running(link))
    return true
  }

  // MARK: Processes

  package func spawn(_ process: ProcessSpec) async throws(Problem) -> any ProcessHandle {
    let link = try link(to: "start \(process.command)")
    let reply = try await link.request(.spawn(try SpawnRequest(process)))
    switch reply.message {
    case .started(let number, _):
      feed.apply(reply.message)
      return EnvironmentProcess(number: ProcessNumber(rawValue: number), link: link)
    case .refused(let failure): throw SpawnProblem.of(failure, process)
    default: throw AgentConnection.lost
    }
  }

  package func processes() throws(Problem) -> [any ProcessHandle] {
    let link = try link(to: "list processes")
    return feed.processes.keys.sorted { $0.rawValue < $1.rawValue }.map { EnvironmentProcess(number: $0, link: link) }
  }

  // MARK: Files and ports

  package func mount(_ files: FileTree, at path: String) async throws(Problem) {
    try await TreeUpload(link: try link(to: "mount files")).run(files, at: path)
  }

  package func dial(_ port: UInt16) async throws(Problem) -> DialedConnection {
    let link = try link(to: "dial port \(port)")
    guard link.address.isLocal else {
      let dial = RelayDial(directory: directory, port: port, limit: answerLimit)
      return .descriptor(try await BlockingWork.run { () throws(Problem) in try dial.run() })
    }
    let reply = try await link.request(.dial(port: port))
    switch reply.message {
    case .dialed:
      guard let descriptor = reply.descriptor else { throw AgentConnection.lost }
      return .descriptor(descriptor)
    case .dialRefused(let errno): throw AgentEnvironment.portNotOpen(port, errno)
    default: throw AgentConnection.lost
    }
  }

  static func portNotOpen(_ port: UInt16, _ errno: Int32) -> Problem {
    Problem(
      .portNotOpen, "nothing inside listens on port \(port)", hint: "see what the program says, and start it if it has ended",
      cause: "\(Errno(rawValue: errno))")
  }
}
