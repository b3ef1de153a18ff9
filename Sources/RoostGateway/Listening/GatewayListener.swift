import Logging
import NIOCore
import NIOPosix
import RoostModel

/// The open listeners of a gateway and its event loops.
struct GatewayListener: Sendable {
  let port: Int
  /// The one of TLS; `nil` when there is none.
  let tlsPort: Int?
  private let channels: [any Channel]
  private let loops: [NIOLoopBound<GatewayLoop>]
  private let ticks: [RepeatedTask]

  /// Throws `port.in-use`, with who has the port when that can be found, or another problem of binding.
  static func open(_ shared: GatewayShared, group: MultiThreadedEventLoopGroup) async throws(Problem) -> GatewayListener {
    let configuration = shared.configuration
    let loops = try await makeLoops(shared, group)
    let plain = try await bind(Doorway(scheme: .http, port: configuration.port, loops: loops, shared: shared), group)
    var channels = [plain]
    if let tlsPort = configuration.tlsPort {
      do throws(Problem) {
        channels.append(try await bind(Doorway(scheme: .https, port: tlsPort, loops: loops, shared: shared), group))
      } catch {
        plain.close(promise: nil)
        throw error
      }
    }
    let ports = channels.map { $0.localAddress?.port ?? 0 }
    let tlsPort = ports.dropFirst().first
    for loop in loops { loop.eventLoop.execute { loop.value.tlsPort = tlsPort } }
    return GatewayListener(
      port: ports[0], tlsPort: tlsPort, channels: channels, loops: loops,
      ticks: loops.map { startTicking($0, every: TimeAmount(configuration.times.tick)) })
  }

  private static func makeLoops(
    _ shared: GatewayShared, _ group: MultiThreadedEventLoopGroup
  ) async throws(Problem) -> [NIOLoopBound<GatewayLoop>] {
    var loops: [NIOLoopBound<GatewayLoop>] = []
    do {
      for (index, eventLoop) in group.makeIterator().enumerated() {
        loops.append(
          try await eventLoop.submit {
            NIOLoopBound(GatewayLoop(eventLoop: eventLoop, index: index, shared: shared), eventLoop: eventLoop)
          }
          .get())
      }
    } catch {
      throw .unexpected(error, during: "starting the gateway")
    }
    return loops
  }

  private static func bind(_ doorway: Doorway, _ group: MultiThreadedEventLoopGroup) async throws(Problem) -> any Channel {
    do {
      return try await doorway.bootstrap(group).bind(host: doorway.shared.configuration.host, port: doorway.port).get()
    } catch {
      throw BindFailure(error, host: doorway.shared.configuration.host, port: doorway.port, scheme: doorway.scheme).problem
    }
  }

  /// Accepts on a listening socket somewhere else. Takes the descriptor over.
  func accept(
    on descriptor: CInt, _ scheme: PublicScheme, from guest: GatewayGuest, _ shared: GatewayShared,
    _ group: MultiThreadedEventLoopGroup
  )
    async throws -> any Channel
  {
    let doorway = Doorway(scheme: scheme, port: 0, loops: loops, shared: shared, guest: guest)
    return try await doorway.bootstrap(group).withBoundSocket(descriptor).get()
  }

  private static func startTicking(_ loop: NIOLoopBound<GatewayLoop>, every delay: TimeAmount) -> RepeatedTask {
    loop.eventLoop.scheduleRepeatedTask(initialDelay: delay, delay: delay) { _ in loop.value.tick() }
  }

  func activity(of target: Target) async -> TargetActivity {
    var activity = TargetActivity()
    for loop in loops {
      // A loop that is shut down has no clients any more.
      if let part = try? await loop.eventLoop.submit({ loop.value.activity(of: target) }).get() { activity.add(part) }
    }
    return activity
  }

  func routesChanged() { onEach { $0.routesChanged() } }
  func retire(_ target: Target) { onEach { $0.retire(target) } }
  func cut(_ target: Target) { onEach { $0.cut(target) } }

  /// Stops accepting, waits for requests in flight as long as the configuration allows, and cuts the rest.
  func close(_ shared: GatewayShared) async {
    for channel in channels {
      do {
        try await channel.close()
      } catch {
        shared.logger.debug("gateway shutdown", metadata: ["error": "\(error)"])
      }
    }
    onEach { $0.stop() }
    _ = await Wait.until(shared.configuration.times.shutdown) { await shared.connections.none() }
    for tick in ticks { tick.cancel() }
    for loop in loops {
      do {
        try await loop.eventLoop.submit { loop.value.cutAll() }.get()
      } catch {
        shared.logger.debug("gateway shutdown", metadata: ["error": "\(error)"])
      }
    }
  }

  private func onEach(_ body: @escaping @Sendable (GatewayLoop) -> Void) {
    for loop in loops { loop.eventLoop.execute { body(loop.value) } }
  }
}
