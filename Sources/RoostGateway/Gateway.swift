package import Logging
import NIOCore
import NIOPosix
package import RoostModel
import ServiceLifecycle
import Synchronization

/// Roost's reverse proxy: one listener, and apps behind it by path and by host.
///
/// Bound once by ``bind()`` or ``run()``. Routes may be set before and after, from any thread.
package final class Gateway: Service {
  let shared: GatewayShared
  let group: MultiThreadedEventLoopGroup
  let listener = Mutex<GatewayListener?>(nil)
  private let revision = Atomic(0)
  /// Inside environments.
  let doors = Mutex<[GatewayDoor]>([])

  package init(_ configuration: GatewayConfiguration, logger: Logger) {
    let threads = NIOThreadPool(numberOfThreads: 2)
    shared = GatewayShared(
      configuration: configuration, board: RouteBoard(domain: configuration.domain, https: configuration.https),
      meters: MeterBoard(loops: configuration.eventLoops),
      accessLog: configuration.accessLogs.map { AccessLog(directory: $0, threads: threads, logger: logger) }, threads: threads,
      passwords: PasswordChecks(compare: configuration.comparesPassword),
      logger: logger)
    group = MultiThreadedEventLoopGroup(numberOfThreads: configuration.eventLoops)
  }

  /// The port it listens on; `nil` before it does.
  package var boundPort: Int? { listener.withLock { $0?.port } }

  /// The port it listens on for TLS; `nil` before it does, and when none was asked for.
  package var boundTLSPort: Int? { listener.withLock { $0?.tlsPort } }

  /// Grows when URLs of apps may be others: with the certificates and the ports.
  package var addressRevision: Int { revision.load(ordering: .acquiring) }

  /// TLS handshakes since it was made.
  package var handshakes: HandshakeCount { shared.handshakes }

  /// Uses these certificates, and no others, from the next handshake on; connections stay as they are. May be called before and
  /// after binding, from any thread.
  /// - Returns: what cannot be used and why; of those, what was in use before under the same label stays.
  @discardableResult
  package func setCertificates(_ certificates: [GatewayCertificate]) -> [(label: String, problem: Problem)] {
    defer { revision.add(1, ordering: .releasing) }
    return shared.certificates.replace(certificates)
  }

  /// What a client that wants this host with TLS would be shown; `nil` is a refusal, as when nobody listens.
  package func certificate(for host: String) -> CertificateMatch? {
    boundTLSPort == nil ? nil : shared.certificates.match(host)
  }

  /// Listens, and serves from then on. A gateway that could not is spent.
  package func bind() async throws(Problem) {
    guard boundPort == nil else { return }
    shared.threads.start()
    shared.passwords.start()
    let bound: GatewayListener
    do {
      bound = try await GatewayListener.open(shared, group: group)
    } catch {
      await stop()
      throw error
    }
    listener.withLock { $0 = bound }
    revision.add(1, ordering: .releasing)
    await openDoors()
    var metadata: Logger.Metadata = ["gateway.host": "\(shared.configuration.host)", "gateway.port": "\(bound.port)"]
    metadata["gateway.tls-port"] = bound.tlsPort.map { "\($0)" }
    shared.logger.info("gateway listens", metadata: metadata)
  }

  /// Binds, if that is still to be done, and serves until the process is asked to stop.
  package func run() async throws {
    try await bind()
    // Ends by throwing when the task is cancelled instead: that asks for the same.
    try? await gracefulShutdown()
    await stop()
  }

  /// Stops listening, lets requests in flight end for a bounded time, and closes everything.
  package func stop() async {
    let bound = listener.withLock { listener in
      defer { listener = nil }
      return listener
    }
    revision.add(1, ordering: .releasing)
    closeDoors()
    await bound?.close(shared)
    await shared.accessLog?.end()
    // The threads first: what they find out goes back to the event loops.
    await quietly { try await shared.threads.shutdownGracefully() }
    await quietly { try await shared.passwords.stop() }
    await quietly { try await group.shutdownGracefully() }
  }

  /// Sends new requests of an app to `target`, at once on every event loop; `nil` forgets the app. Requests in flight
  /// end where they began.
  package func setRoute(_ name: AppName, to target: Target?, settings: RouteSettings = RouteSettings()) {
    if let target {
      shared.board.set(name, to: target, settings, meters: shared.meters.meters(of: name, to: target))
    } else {
      shared.board.set(name, to: nil, settings)
      forget(name)
    }
    listener.withLock { $0 }?.routesChanged()
  }

  func look(at target: Target) async -> TargetActivity {
    await listener.withLock { $0 }?.activity(of: target) ?? TargetActivity()
  }

  func lastEnd(of name: AppName) -> UInt64? { shared.meters.lastEnd(of: name) }

  func replaceTarget(of name: AppName, by target: Target) -> Target? {
    let old = shared.board.replaceTarget(of: name, by: target)
    if old != nil { _ = shared.meters.meters(of: name, to: target) }
    listener.withLock { $0 }?.routesChanged()
    return old
  }

  /// Other settings of an app that has a route, for requests from now on.
  package func setSettings(_ name: AppName, _ settings: RouteSettings) {
    shared.board.replaceSettings(of: name, by: settings)
    listener.withLock { $0 }?.routesChanged()
  }

  /// Closes an app to its visitors whatever its target is, or opens it with `nil`. Kept until the app is forgotten; requests
  /// in flight are not touched.
  package func setMaintenance(_ name: AppName, _ maintenance: Maintenance?) {
    shared.board.set(name, maintenance)
    listener.withLock { $0 }?.routesChanged()
  }

  /// Keeps the places a coming release asks for until ``setRoute(_:to:settings:)`` or ``releaseRoute(_:)``. Throws
  /// `route.taken` when one of them is another app's. Returns what to warn of: places cut out of another app's.
  package func reserveRoute(_ name: AppName, settings: RouteSettings) throws(Problem) -> [String] {
    try shared.board.reserve(name, settings).map(\.warning)
  }

  /// What it counted for one app since it began; `nil` for one it does not know.
  package func metrics(of name: AppName) -> RouteMetrics? { shared.meters.metrics(of: name) }

  /// What it counted for an app so far, for whoever compares; `nil` for one it does not know. `before` is an earlier reading.
  package func reading(of name: AppName, before: RouteReading?) -> RouteReading? {
    shared.meters.reading(of: name, before: before)
  }

  /// Requests of an app's pages that asked for paths without its prefix, since the gateway began.
  package func rescued(_ name: AppName) -> Int { shared.rescues.count(of: name) }

  /// The release will not come.
  package func releaseRoute(_ name: AppName) { shared.board.release(name) }

  /// What it does now and did so far. `now` is in seconds since 1970.
  package func status(now: Double) -> GatewayStatus {
    GatewayStatus(
      at: now, connections: shared.connections.count, accepted: shared.counts.accepted,
      refusedConnections: shared.counts.refused, droppedLogLines: shared.accessLog?.dropped ?? 0, apps: shared.meters.metrics,
      unrouted: shared.meters.unrouted.metrics(name: nil, inFlight: 0))
  }

  /// An app's access log, whole lines in each part: the newest that are kept, at most `tail` of them, then with `follows` what
  /// comes until the gateway stops.
  package func accessLog(of name: AppName, tail: Int?, follows: Bool) async throws(Problem) -> AsyncStream<[UInt8]> {
    guard let log = shared.accessLog else { return AsyncStream { $0.finish() } }
    do {
      return try await log.read(name, tail: tail, follows: follows)
    } catch {
      throw .unexpected(error, during: "reading the access log of \(name)")
    }
  }

  private func forget(_ name: AppName) {
    shared.meters.forget(name)
    shared.accessLog?.forget(name)
  }

  /// Returns when no request is in flight on a target that has no route any more. WebSockets are asked to go at
  /// once; what is left after `timeout` is cut.
  /// - Returns: whether everything ended by itself.
  @discardableResult
  package func drain(_ target: Target, timeout: Duration) async -> Bool {
    let bound = listener.withLock { $0 }
    bound?.retire(target)
    let ended = await Wait.until(timeout) { await target.load.idle() }
    if !ended { bound?.cut(target) }
    return ended
  }

  private func quietly(_ body: () async throws -> Void) async {
    do {
      try await body()
    } catch {
      shared.logger.debug("gateway shutdown", metadata: ["error": "\(error)"])
    }
  }
}
