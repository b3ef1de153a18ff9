import Logging
import NIOCore
import NIOSSL
import NIOTLS

/// A connection from its first byte until its TLS session stands: picks the certificate by the name the client wants,
/// watches the time, and then leaves the place to a ``ClientConnection``.
final class TLSEntrance: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// A client's first record is 16 KiB at most, and five bytes of head.
  static let maximumHello = 16_384 + 5

  private let loop: GatewayLoop
  private let shared: GatewayShared
  private let peer: Peer
  private var context: ChannelHandlerContext?
  /// The session stands, or the end was noted.
  private var isSettled = false
  let deadline: NIODeadline

  init(loop: GatewayLoop, shared: GatewayShared, peer: Peer) {
    self.loop = loop
    self.shared = shared
    self.peer = peer
    deadline = loop.now + loop.limits.head
  }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    loop.register(self)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    self.context = nil
    loop.unregister(self)
  }

  /// The client's first record was read. The future completes when TLS may have it.
  func named(_ result: SNIResult) -> EventLoopFuture<Void> {
    guard let context else { return loop.eventLoop.makeFailedFuture(ChannelError.alreadyClosed) }
    guard let server = shared.certificates.context(for: TLSEntrance.name(result), at: context.channel.localAddress?.ipAddress)
    else {
      refuse(result, context)
      return loop.eventLoop.makeFailedFuture(ChannelError.alreadyClosed)
    }
    return loop.eventLoop.makeCompletedFuture {
      try context.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: server), position: .before(self))
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard case .handshakeCompleted(let chosen) = event as? TLSUserEvent else {
      return context.fireUserInboundEventTriggered(event)
    }
    shared.handshakes.complete()
    isSettled = true
    do {
      try serve(chosen, context)
    } catch {
      context.close(promise: nil)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    fail("\(error)")
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    fail("the client left")
    loop.connections.closed()
    context.fireChannelInactive()
  }

  /// The deadline passed, or the gateway stops.
  func cut(_ reason: String) {
    fail(reason)
    context?.close(promise: nil)
  }

  /// From here on the connection is like any other.
  private func serve(_ chosen: String?, _ context: ChannelHandlerContext) throws {
    let pipeline = context.pipeline.syncOperations
    if chosen == "h2" {
      try HTTP2Session.begin(on: context.channel, loop: loop, peer: peer, transport: .https)
    } else {
      try pipeline.addHandler(ClientConnection(loop: loop, peer: peer, transport: .https), position: .after(self))
    }
    pipeline.removeHandler(self, promise: nil)
  }

  private func refuse(_ result: SNIResult, _ context: ChannelHandlerContext) {
    isSettled = true
    shared.handshakes.refuse()
    loop.logger.debug(
      "TLS refused: no certificate for this name",
      metadata: ["tls.name": "\(TLSEntrance.name(result) ?? "none")", "client": "\(peer.text)"])
    context.writeAndFlush(wrapOutboundOut(TLSAlert.unrecognizedName)).assumeIsolated().whenComplete { _ in
      context.close(promise: nil)
    }
  }

  private func fail(_ reason: String) {
    guard !isSettled else { return }
    isSettled = true
    shared.handshakes.fail()
    loop.logger.debug("TLS handshake failed", metadata: ["tls.reason": "\(reason)", "client": "\(peer.text)"])
  }

  private static func name(_ result: SNIResult) -> String? {
    if case .hostname(let name) = result { name } else { nil }
  }
}
