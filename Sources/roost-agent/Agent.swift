import CRoost
import Glibc
import RoostAgentProtocol

/// What an environment is served by once it is built: does what clients ask until it is told to shut down.
///
/// One thread and one event loop. A client that goes away, or misbehaves, changes nothing for the processes.
final class Agent {
  /// Of an end that a signal asks for; container engines kill after ten seconds.
  private static let graceMilliseconds: UInt32 = 8_000
  /// Of an end because the time is over.
  private static let overtimeMilliseconds: UInt32 = 5_000
  /// What the agent exits with then, as timeout(1) does.
  static let overtimeStatus: Int32 = 124
  /// Between two looks for room: where it is the environment's own, and where others take of it, too.
  private static let ownRoomNanoseconds: UInt64 = 2_000_000_000
  private static let sharedRoomNanoseconds: UInt64 = 5_000_000_000

  private let loop: EventLoop
  private let processes: Processes
  private let ports: PortWatch
  private let dialer: Dialer
  private let relays: Relays
  private let gateway: GatewayListeners
  private let children: Descriptor
  private let inhabitants: Inhabitants
  private let room: Room
  private var clients: Clients?
  private var childrenWatch: Watch?
  private var endWatch: Watch?
  private var shutdown: Shutdown?
  /// For those who come to hear of events later.
  private var reached: [ReachedLimit] = []

  init(
    _ spec: BootSpec, _ instruments: Instruments, _ inhabitants: Inhabitants, ruleset: Descriptor?, listenCalls: Descriptor?
  ) throws(BootFailure) {
    self.inhabitants = inhabitants
    gateway = instruments.gateway
    room = Room(path: spec.enclosure == .sharedNetwork ? spec.directory : "/")
    do throws(SystemFailure) {
      loop = try EventLoop(poll: instruments.poll, timer: instruments.timer)
      let store = try JournalStore(instruments.journal, spec.journal)
      let spawner = Spawner(spec, ruleset: ruleset, priority: MemoryPriority(instruments.memoryPriority))
      let victims = MemoryVictims(instruments.memoryEvents)
      processes = try Processes(loop, spawner, store, victims, inhabitants, null: instruments.null)
      let source = PortSource(
        instruments.portList, inhabitants, isShared: spec.enclosure == .sharedNetwork, hidden: instruments.gateway.inodes)
      ports = try PortWatch(loop, source, changes: instruments.portChanges, calls: listenCalls)
      dialer = Dialer(loop, ports)
      relays = Relays(loop)
      children = instruments.children
      try connect(instruments)
      if let limit = spec.lifetimeMilliseconds { keepTime(limit) }
      watchRoom(every: spec.image == nil ? Agent.sharedRoomNanoseconds : Agent.ownRoomNanoseconds)
    } catch {
      throw BootFailure(stage: .agent, errno: error.errno, message: "beginning to serve")
    }
  }

  func serve() -> Never { loop.run() }

  /// Ends everything in order once a signal asks for it.
  func end(at signal: Descriptor) throws(SystemFailure) {
    endWatch = try loop.watch(signal) { [unowned self] _ in
      _ = roost_signal_drain(signal.number)
      shutDown(graceMilliseconds: Agent.graceMilliseconds) {}
    }
  }

  private func keepTime(_ milliseconds: UInt64) {
    let (nanoseconds, isTooLong) = milliseconds.multipliedReportingOverflow(by: 1_000_000)
    if isTooLong { return }
    loop.after(nanoseconds: nanoseconds) { [unowned self] in
      if shutdown != nil { return }
      processes.areOverdue = true
      reach(.time)
      shutDown(graceMilliseconds: Agent.overtimeMilliseconds, status: Agent.overtimeStatus) {}
    }
  }

  private func watchRoom(every nanoseconds: UInt64) {
    lookForRoom()
    if reached.contains(.disk) { return }
    loop.after(nanoseconds: nanoseconds) { [unowned self] in watchRoom(every: nanoseconds) }
  }

  /// Programs that end may have ended for want of it.
  private func lookForRoom() { if !reached.contains(.disk), !room.isLeft { reach(.disk) } }

  private func reach(_ limit: ReachedLimit) {
    if reached.contains(limit) { return }
    reached.append(limit)
    clients?.announce(.limitReached(limit))
  }

  private func connect(_ instruments: Instruments) throws(SystemFailure) {
    childrenWatch = try loop.watch(children) { [unowned self] _ in collectChildren() }
    clients = try Clients(instruments.listener, owner: instruments.owner, loop) { [unowned self] in handle($0, $1, $2) }
    processes.onStart = { [unowned self] in
      clients?.announce(.processStarted(process: $0.number, pid: $0.pid))
    }
    processes.onExit = { [unowned self] in clients?.announce(.processExited($0)) }
    ports.onChange = { [unowned self] changes in
      for port in changes.closed { clients?.announce(.portClosed(port)) }
      for port in changes.opened { clients?.announce(.portOpened(port)) }
    }
  }

  private func collectChildren() {
    _ = roost_signal_drain(children.number)
    _ = processes.collect()
    ports.refresh()
    lookForRoom()
    shutdown?.look()
  }

  // MARK: Requests

  private func handle(_ request: AgentRequest, _ channel: UInt32, _ client: Client) {
    do throws(SystemFailure) {
      if let answer = try answer(request, channel, client) { client.send(answer, on: channel) }
    } catch {
      client.send(.failed(errno: error.errno), on: channel)
    }
  }

  /// Nil when the answer comes later, or there is none.
  private func answer(
    _ request: AgentRequest, _ channel: UInt32, _ client: Client
  ) throws(SystemFailure) -> AgentMessage? {
    switch request {
    case .hello(let schema): return greet(schema, channel, client)
    case .spawn(let request): return spawn(request)
    case .list: return .processes(processes.records)
    case .subscribe: subscribe(client, channel)
    case .credit(let bytes): client.add(credit: bytes, on: channel)
    case .detach: client.detach(channel)
    case .attach(let number, let offset, let credit):
      try client.follow(try processes.process(number), from: offset, credit: credit, on: channel)
    case .watch(let path, let credit): try client.watch(path, credit: credit, on: channel)
    case .dial(let port): dial(port, channel, client)
    case .relay(let port): relay(port, channel, client)
    case .listener(let port): handOut(port, channel, client)
    case .statistics: return .statistics(processes.statistics)
    case .readFile, .listDirectory, .remove: return try answerAboutFile(request, channel, client)
    case .shutdown(let grace): shutDown(graceMilliseconds: grace, channel, client)
    case .write, .closeInput, .resize, .signal: return try answerAboutProcess(request, channel, client)
    case .makeDirectory, .writeFile, .makeLink, .putFiles:
      try changeFiles(request)
      return .done
    }
    return nil
  }

  private func answerAboutProcess(
    _ request: AgentRequest, _ channel: UInt32, _ client: Client
  ) throws(SystemFailure) -> AgentMessage? {
    let finish = { [weak client] (errno: Int32) in
      client?.send(errno == 0 ? .done : .failed(errno: errno), on: channel) ?? ()
    }
    switch request {
    case .write(let number, let bytes): try processes.process(number).write(bytes, done: finish)
    case .closeInput(let number): try processes.process(number).closeInput(done: finish)
    case .resize(let number, let columns, let rows):
      try processes.process(number).resize(columns: columns, rows: rows)
      return .done
    case .signal(let number, let signal):
      try processes.signal(number, signal)
      return .done
    default: throw SystemFailure(ENOSYS)
    }
    return nil
  }

  private func answerAboutFile(
    _ request: AgentRequest, _ channel: UInt32, _ client: Client
  ) throws(SystemFailure) -> AgentMessage? {
    switch request {
    case .readFile(let path, let offset, let limit):
      return .content(try FileReader.read(path, offset: offset, limit: limit))
    case .listDirectory(let path, let name): return try FileReader.list(path, after: name)
    case .remove(let path, let recursive):
      try Removal.begin(loop, path, recursive: recursive) { [weak client] errno in
        client?.send(errno == 0 ? .done : .failed(errno: errno), on: channel) ?? ()
      }
    default: throw SystemFailure(ENOSYS)
    }
    return nil
  }

  private func changeFiles(_ request: AgentRequest) throws(SystemFailure) {
    switch request {
    case .makeDirectory(let path, let mode): try FileWriter.makeDirectory(path, mode: mode)
    case .writeFile(let path, let mode, let offset, let bytes):
      try FileWriter.write(bytes, to: path, mode: mode, offset: offset)
    case .makeLink(let path, let target): try FileWriter.makeLink(path, to: target)
    case .putFiles(let drafts): try FileWriter.put(drafts)
    default: throw SystemFailure(ENOSYS)
    }
  }

  private func greet(_ schema: UInt16, _ channel: UInt32, _ client: Client) -> AgentMessage? {
    if AgentSchema.accepts(schema) { return .hello(AgentGreeting(version: AgentSchema.product)) }
    client.send(.failed(errno: EPROTONOSUPPORT), on: channel)
    client.closeAfterFlush()
    return nil
  }

  private func spawn(_ request: SpawnRequest) -> AgentMessage {
    do throws(SpawnFailure) {
      let process = try processes.spawn(request)
      return .started(process: process.number, pid: process.pid)
    } catch {
      return .refused(error)
    }
  }

  private func subscribe(_ client: Client, _ channel: UInt32) {
    for record in processes.records where record.exit == nil {
      client.send(.processStarted(process: record.process, pid: record.pid), on: channel)
    }
    ports.refresh()
    for port in ports.table.records { client.send(.portOpened(port), on: channel) }
    for limit in reached { client.send(.limitReached(limit), on: channel) }
    client.send(.caughtUp, on: channel)
    client.subscribeToEvents(on: channel)
  }

  private func dial(_ port: UInt16, _ channel: UInt32, _ client: Client) {
    dialer.dial(port) { [weak client] result in
      switch result {
      case .success(let socket): client?.send(.dialed, on: channel, with: socket)
      case .failure(let failure): client?.send(.dialRefused(errno: failure.errno), on: channel)
      }
    }
  }

  private func handOut(_ port: UInt16, _ channel: UInt32, _ client: Client) {
    do throws(SystemFailure) {
      client.send(.dialed, on: channel, with: try gateway.copy(of: port))
    } catch {
      client.send(.dialRefused(errno: error.errno), on: channel)
    }
  }

  /// From its success on, the connection is no client's any more.
  private func relay(_ port: UInt16, _ channel: UInt32, _ client: Client) {
    if relays.areFull { return client.send(.dialRefused(errno: EMFILE), on: channel) }
    client.hold()
    dialer.dial(port) { [weak client, unowned self] result in
      switch result {
      case .success(let socket):
        client?.send(.done, on: channel)
        client?.handOver { [unowned self] connection, early in relays.join(connection, early: early, to: socket) }
      case .failure(let failure):
        client?.send(.dialRefused(errno: failure.errno), on: channel)
        client?.release()
      }
    }
  }

  private func shutDown(graceMilliseconds: UInt32, _ channel: UInt32, _ client: Client) {
    if shutdown != nil { return client.send(.failed(errno: EALREADY), on: channel) }
    shutDown(graceMilliseconds: graceMilliseconds) { client.send(.done, on: channel) }
  }

  private func shutDown(graceMilliseconds: UInt32, status: Int32 = 0, tell: @escaping () -> Void) {
    if shutdown != nil { return }
    let sequence = Shutdown(loop, processes, inhabitants) { [unowned self] in
      tell()
      clients?.flush()
      exit(status)
    }
    shutdown = sequence
    sequence.begin(graceMilliseconds: graceMilliseconds)
  }
}
