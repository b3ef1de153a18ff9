import Logging
import NIOCore
import NIOPosix
import RoostModel

/// The open listener of a gateway and its event loops.
struct GatewayListener: Sendable {
  let port: Int
  private let channel: any Channel
  private let loops: [NIOLoopBound<GatewayLoop>]
  private let ticks: [RepeatedTask]

  /// Throws `port.in-use`, with who has the port when that can be found, or another problem of binding.
  static func open(_ shared: GatewayShared, group: MultiThreadedEventLoopGroup) async throws(Problem) -> GatewayListener {
    do {
      var loops: [NIOLoopBound<GatewayLoop>] = []
      for eventLoop in group.makeIterator() {
        loops.append(
          try await eventLoop.submit { NIOLoopBound(GatewayLoop(eventLoop: eventLoop, shared: shared), eventLoop: eventLoop) }
            .get())
      }
      let channel = try await bootstrap(loops, shared, group).bind(
        host: shared.configuration.host, port: shared.configuration.port
      ).get()
      return GatewayListener(
        port: channel.localAddress?.port ?? shared.configuration.port, channel: channel, loops: loops,
        ticks: loops.map { startTicking($0, every: TimeAmount(shared.configuration.times.tick)) })
    } catch {
      throw BindFailure(error, configuration: shared.configuration).problem
    }
  }

  private static func bootstrap(
    _ loops: [NIOLoopBound<GatewayLoop>], _ shared: GatewayShared, _ group: MultiThreadedEventLoopGroup
  ) -> ServerBootstrap {
    ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 1024)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelOption(.maxMessagesPerRead, value: 4)
      .childChannelInitializer { channel in
        guard let loop = loops.first(where: { $0.eventLoop === channel.eventLoop }) else {
          return channel.eventLoop.makeFailedFuture(ChannelError.operationUnsupported)
        }
        return channel.eventLoop.makeCompletedFuture { try accept(channel, on: loop.value) }
      }
  }

  private static func accept(_ channel: any Channel, on loop: GatewayLoop) throws {
    let count = loop.connections.opened()
    guard count <= loop.configuration.maximumConnections else {
      loop.connections.closed()
      throw ChannelError.operationUnsupported
    }
    let client = ClientConnection(loop: loop, clientAddress: channel.remoteAddress?.ipAddress ?? "unknown", scheme: .http)
    try channel.pipeline.syncOperations.addHandler(client)
  }

  private static func startTicking(_ loop: NIOLoopBound<GatewayLoop>, every delay: TimeAmount) -> RepeatedTask {
    loop.eventLoop.scheduleRepeatedTask(initialDelay: delay, delay: delay) { _ in loop.value.tick() }
  }

  func routesChanged() { onEach { $0.routesChanged() } }
  func retire(_ target: Target) { onEach { $0.retire(target) } }
  func cut(_ target: Target) { onEach { $0.cut(target) } }

  /// Stops accepting, waits for requests in flight as long as the configuration allows, and cuts the rest.
  func close(_ shared: GatewayShared) async {
    do {
      try await channel.close()
    } catch {
      shared.logger.debug("gateway shutdown", metadata: ["error": "\(error)"])
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
