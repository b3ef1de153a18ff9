import Logging
import RoostAgentProtocol
package import RoostEnvironments
package import RoostModel
import RoostSystem
import SystemPackage

/// One sandbox: from its directory on disk to its end. Its agent does the work inside; this speaks for it on the host.
package actor SandboxEnvironment: Environment {
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
  nonisolated let host: SandboxHost
  nonisolated let directory: EnvironmentDirectory
  nonisolated let feed = EventFeed()
  private(set) var phase = Phase.created
  private var changes: [CheckedContinuation<Void, Never>] = []

  init(_ host: SandboxHost, _ spec: EnvironmentSpec, _ directory: EnvironmentDirectory) {
    self.host = host
    self.spec = spec
    self.directory = directory
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
      hint: "start it again: roost app restart NAME")
  }

  // MARK: Boot

  package func boot() async throws(Problem) {
    guard case .created = phase else {
      throw Problem(
        .environmentState, "environment \(spec.id) was booted before", hint: "make a new one: roost app restart NAME")
    }
    enter(.booting)
    feed.enter(.booting)
    do throws(Problem) {
      let link = try await SandboxBoot(host: host, spec: spec, directory: directory, feed: feed).run()
      enter(.running(link))
      feed.enter(.ready)
    } catch {
      feed.report(error)
      feed.finish(.lost, [], otherwise: ExitStatus(.lost, at: WallClock.seconds()))
      enter(.failed)
      throw error
    }
  }

  /// Nil when nobody answers for it any more.
  static func reattached(
    _ host: SandboxHost, _ spec: EnvironmentSpec, _ directory: EnvironmentDirectory, _ record: SandboxRecord
  ) async throws(Problem) -> SandboxEnvironment? {
    let environment = SandboxEnvironment(host, spec, directory)
    let agent = record.agent ?? AgentProcess.first(among: host.limits.existing(directory.groupName).processes())
    // One that was paused answers again once it moves; whoever wants it paused says so again.
    try CgroupFreezer(host.limits.existing(directory.groupName))?.thaw()
    let link = AgentLink(
      directory, environment.feed, agent: agent, answerLimit: host.configuration.answerLimit, logger: host.logger)
    guard try await link.connect() else { return nil }
    do {
      // Its rules may be gone, when somebody loaded others while no daemon ran.
      try await host.openTheWayOut(of: spec)
    } catch {
      host.logger.warning(
        "environment found without network rules", metadata: ["environment.id": "\(spec.id)", "problem": "\(error.message)"])
    }
    environment.feed.enter(.ready)
    await environment.enter(.running(link))
    return environment
  }

  // MARK: Processes

  package func spawn(_ process: ProcessSpec) async throws(Problem) -> any ProcessHandle {
    let link = try link(to: "start \(process.command)")
    let reply = try await link.request(.spawn(try SpawnRequest(process)))
    switch reply.message {
    case .started(let number, _):
      feed.apply(reply.message)
      return SandboxProcess(number: ProcessNumber(rawValue: number), link: link)
    case .refused(let failure): throw SpawnProblem.of(failure, process)
    default: throw AgentConnection.lost
    }
  }

  package func processes() throws(Problem) -> [any ProcessHandle] {
    let link = try link(to: "list processes")
    return feed.processes.keys.sorted { $0.rawValue < $1.rawValue }.map { SandboxProcess(number: $0, link: link) }
  }

  // MARK: Files and ports

  package func mount(_ files: FileTree, at path: String) async throws(Problem) {
    try await TreeUpload(link: try link(to: "mount files")).run(files, at: path)
  }

  package func dial(_ port: UInt16) async throws(Problem) -> DialedConnection {
    let reply = try await link(to: "dial port \(port)").request(.dial(port: port))
    switch reply.message {
    case .dialed:
      guard let descriptor = reply.descriptor else { throw AgentConnection.lost }
      return .descriptor(descriptor)
    case .dialRefused(let errno):
      throw Problem(
        .portNotOpen, "nothing inside listens on port \(port)", hint: "see what the app says: roost app logs NAME",
        cause: "\(Errno(rawValue: errno))")
    default: throw AgentConnection.lost
    }
  }
}
