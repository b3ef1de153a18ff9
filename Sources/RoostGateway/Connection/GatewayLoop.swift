import Logging
import NIOCore
import NIOPosix
import RoostModel

/// What one event loop of the gateway owns: its connections, its pools, its copy of the routes, its clock.
///
/// Lives on that loop alone.
final class GatewayLoop {
  let eventLoop: any EventLoop
  let configuration: GatewayConfiguration
  let limits: WaitLimits
  let threads: NIOThreadPool
  let logger: Logger
  let connections: ConnectionCount
  let passwords: PasswordChecks
  let proxies: TrustedProxies
  let rescues: RescueCount
  let clientCounts: ClientCounts
  let counts: ListenerCounts
  let meters: MeterBoard
  let accessLog: AccessLog?
  /// For ids of requests.
  var random = FastRandom()
  /// Which of the gateway's loops this is, from 0.
  let index: Int
  /// When what is being handled arrived, in nanoseconds: read once for all that comes at once.
  private(set) var clock = NIODeadline.now().uptimeNanoseconds
  /// The time of the last tick: precise enough for deadlines, and free to read. Time in which the loop could not run,
  /// because the machine slept or was overloaded, hardly counts: clients must not be punished for it.
  private(set) var now = NIODeadline.now()
  private var lastTick = NIODeadline.now()
  /// Deadlines up to here are over: ``now`` was up to one tick old when they were set, and nobody is cut before the time.
  private(set) var due = NIODeadline.uptimeNanoseconds(0)
  /// The Date of answers the gateway makes.
  private(set) var date = HTTPDate.now()
  /// The same as the end of a prepared head.
  private(set) var dateEnding = AnswerHead.ending(date: HTTPDate.now())
  var files = FileCache()
  /// Reused for the heads of responses.
  var scratch = ByteBuffer()
  /// Where the gateway listens with TLS.
  var tlsPort: Int?
  let challenges: Site?
  /// The gateway is stopping: connections end after the response at hand.
  private(set) var isStopping = false

  private let board: RouteBoard
  private var table: RouteTable
  private var clients: [ObjectIdentifier: ClientConnection] = [:]
  private var entrances: [ObjectIdentifier: TLSEntrance] = [:]
  private var sessions: [ObjectIdentifier: HTTP2Session] = [:]
  private var pools: [ObjectIdentifier: UpstreamPool] = [:]

  init(eventLoop: any EventLoop, index: Int, shared: GatewayShared) {
    self.eventLoop = eventLoop
    self.index = index
    configuration = shared.configuration
    limits = WaitLimits(shared.configuration.times)
    threads = shared.threads
    logger = shared.logger
    connections = shared.connections
    passwords = shared.passwords
    proxies = TrustedProxies(shared.configuration.trustedProxies)
    rescues = shared.rescues
    clientCounts = shared.clients
    counts = shared.counts
    meters = shared.meters
    accessLog = shared.accessLog
    board = shared.board
    challenges = shared.configuration.challenges.map { Site(root: $0, singlePage: false) }
    table = shared.board.current
  }

  /// Decides where a request goes. A route's target counts the request from here on, until ``TargetLoad/leave()``.
  @inline(__always)
  func admit(_ head: RequestHead, _ bytes: Bytes, from guest: GatewayGuest?) -> RouteMatch {
    while true {
      board.refresh(&table)
      var match = table.match(head, bytes)
      if let guest { match = guest.match(match) }
      guard case .route(let mount) = match else { return match }
      mount.route.target.load.enter()
      if board.isCurrent(table) { return match }
      mount.route.target.load.leave()
    }
  }

  /// The app whose page asked for a path that is nobody's.
  func rescuer(_ request: RuleRequest) -> Mount? { PrefixRescue.mount(for: request, in: table) }

  /// Whether requests still go by `route`.
  func isCurrent(_ route: Route) -> Bool { board.has(route) }

  /// An app's route now.
  func route(of name: AppName) -> Route? { board.route(of: name) }

  func pool(for target: Target) -> UpstreamPool {
    let key = ObjectIdentifier(target.load)
    if let pool = pools[key] { return pool }
    let pool = UpstreamPool(target: target, loop: self)
    pools[key] = pool
    return pool
  }

  func register(_ client: ClientConnection) { clients[ObjectIdentifier(client)] = client }
  func unregister(_ client: ClientConnection) { clients[ObjectIdentifier(client)] = nil }
  func register(_ entrance: TLSEntrance) { entrances[ObjectIdentifier(entrance)] = entrance }
  func unregister(_ entrance: TLSEntrance) { entrances[ObjectIdentifier(entrance)] = nil }
  func register(_ session: HTTP2Session) { sessions[ObjectIdentifier(session)] = session }
  func unregister(_ session: HTTP2Session) { sessions[ObjectIdentifier(session)] = nil }

  @inline(__always)
  func readClock() { clock = NIODeadline.now().uptimeNanoseconds }

  func tick() {
    let time = NIODeadline.now()
    now = now + min(time - lastTick, limits.longestTick)
    lastTick = time
    due = now - limits.tick
    date = HTTPDate.now()
    dateEnding = AnswerHead.ending(date: date)
    files.expire(now)
    accessLog?.tick()
    for client in Array(clients.values) where client.deadline <= due { client.expired() }
    for entrance in Array(entrances.values) where entrance.deadline <= due { entrance.cut("not complete in time") }
    for session in Array(sessions.values) { session.tick() }
    for (key, pool) in pools {
      pool.expire(now)
      if pool.isUnused { pools[key] = nil }
    }
  }

  /// Requests that wait for a route to change look again.
  func routesChanged() {
    for client in Array(clients.values) {
      switch client.phase {
      case .held: client.routeAgain()
      case .stranded: client.standbyServes()
      default: break
      }
    }
  }

  func activity(of target: Target) -> TargetActivity {
    var activity = TargetActivity()
    for client in clients(of: target) {
      guard client.isStreaming else {
        activity.requests += 1
        continue
      }
      activity.add(TargetActivity(streams: 1, quiet: .nanoseconds((now - client.moved).nanoseconds)))
    }
    return activity
  }

  /// WebSockets of the target are told to go; its idle connections are closed.
  func retire(_ target: Target) {
    pools[ObjectIdentifier(target.load)]?.retire()
    for client in clients(of: target) { client.endTunnel() }
  }

  /// What is still in flight on the target is broken off.
  func cut(_ target: Target) {
    for client in clients(of: target) { client.cut() }
  }

  /// Idle connections are closed now, the others after their response. Routes do not change any more: who waits for that is told.
  func stop() {
    isStopping = true
    for client in Array(clients.values) {
      switch client.phase {
      case .held where !client.isInQueue: client.giveUpWaiting()
      case .stranded: client.expired()
      default: if client.isIdle { client.cut() }
      }
    }
    for entrance in Array(entrances.values) { entrance.cut("the gateway stops") }
    for session in Array(sessions.values) { session.stop() }
  }

  func cutAll() {
    for client in Array(clients.values) { client.cut() }
    for session in Array(sessions.values) { session.cut() }
    for pool in pools.values { pool.stop() }
    pools = [:]
  }

  private func clients(of target: Target) -> [ClientConnection] {
    clients.values.filter { $0.route?.target.load === target.load }
  }
}
