import NIOCore
import NIOPosix
import NIOTLS
import RoostModel

/// One port the gateway listens on, and how a connection that comes in there begins.
struct Doorway: Sendable {
  let scheme: PublicScheme
  let port: Int
  let loops: [NIOLoopBound<GatewayLoop>]
  let shared: GatewayShared
  /// Who comes in here, where that is known beforehand.
  var guest: GatewayGuest?

  /// TCP_NOTSENT_LOWAT of tcp(7): how much the kernel takes of what it cannot send yet. Without it a client that reads
  /// nothing makes the kernel hold 4 MB. Accepted sockets have it from their listener.
  private static let unsentLimit = NIOBSDSocket.Option(rawValue: 25)
  private static let mostUnsent: SocketOptionValue = 131_072
  /// Connections accepted in one go. With few, a crowd that comes at once is let in between all the requests of those who are
  /// in already, and the last ones wait for seconds.
  private static let mostAccepted: UInt = 256

  func bootstrap(_ group: MultiThreadedEventLoopGroup) -> ServerBootstrap {
    ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 1024)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .serverChannelOption(.maxMessagesPerRead, value: Doorway.mostAccepted)
      .serverChannelOption(.tcpOption(Doorway.unsentLimit), value: Doorway.mostUnsent)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelOption(.maxMessagesPerRead, value: 4)
      .childChannelInitializer { channel in
        guard let loop = loops.first(where: { $0.eventLoop === channel.eventLoop }) else {
          return channel.eventLoop.makeFailedFuture(ChannelError.operationUnsupported)
        }
        return channel.eventLoop.makeCompletedFuture { try accept(channel, on: loop.value) }
      }
  }

  private func accept(_ channel: any Channel, on loop: GatewayLoop) throws {
    guard loop.connections.opened() <= loop.configuration.maximumConnections else {
      loop.counts.noteRefused()
      loop.connections.closed()
      throw ChannelError.operationUnsupported
    }
    let peer = guest.map { Peer($0) } ?? Peer(channel.remoteAddress, loop.proxies)
    try count(channel, of: peer, on: loop)
    switch scheme {
    case .http: try channel.pipeline.syncOperations.addHandler(ClientConnection(loop: loop, peer: peer, transport: .http))
    case .https: try admit(peer, channel, on: loop)
    }
  }

  /// Counts the connection for its client until it is closed. A trusted proxy is not one client, and has no limit of its own.
  private func count(_ channel: any Channel, of peer: Peer, on loop: GatewayLoop) throws {
    guard !peer.isTrusted else { return loop.counts.noteAccepted() }
    let clients = loop.clientCounts
    let client = peer.key
    guard clients.open(client, limit: loop.configuration.maximumClientConnections) else {
      loop.counts.noteRefused()
      loop.connections.closed()
      throw ChannelError.operationUnsupported
    }
    loop.counts.noteAccepted()
    channel.closeFuture.whenComplete { _ in clients.closed(client) }
  }

  private func admit(_ peer: Peer, _ channel: any Channel, on loop: GatewayLoop) throws {
    let entrance = TLSEntrance(loop: loop, shared: shared, peer: peer)
    let hello = ByteToMessageHandler(
      SNIHandler { entrance.named($0) }, maximumBufferSize: TLSEntrance.maximumHello)
    try channel.pipeline.syncOperations.addHandlers([hello, entrance])
  }
}
