import Logging
import NIOCore
import NIOHTTP2

/// A client's HTTP/2 connection: each stream becomes a channel with a ``ClientConnection`` of its own, and what is left
/// to do here is to end in time.
///
/// The last handler of its channel. Lives on one event loop.
final class HTTP2Session: ChannelInboundHandler {
  typealias InboundIn = HTTP2Frame
  typealias OutboundOut = HTTP2Frame

  private let loop: GatewayLoop
  private let peer: Peer
  private let transport: PublicScheme
  private let watch = GoAwayWatch()
  private var life = HTTP2Life()
  private var deadline: NIODeadline
  private var context: ChannelHandlerContext?

  private static let settling = HTTP2PingData(withInteger: 0x726F_6F73_7431)

  /// Makes `channel`, on its event loop, speak HTTP/2 from its next byte on. The channel was counted in
  /// `loop.connections` when it was accepted; that is undone when it closes.
  static func begin(on channel: any Channel, loop: GatewayLoop, peer: Peer, transport: PublicScheme) throws {
    let session = HTTP2Session(loop: loop, peer: peer, transport: transport)
    let bound = NIOLoopBound(session, eventLoop: channel.eventLoop)
    let frames = NIOHTTP2Handler(
      mode: .server, eventLoop: channel.eventLoop, connectionConfiguration: HTTP2Limits.connection(loop.configuration.head),
      streamConfiguration: HTTP2Limits.stream()
    ) { stream in
      stream.eventLoop.makeCompletedFuture { try bound.value.open(stream) }
    }
    try channel.pipeline.syncOperations.addHandlers([session.watch, frames, session])
  }

  private init(loop: GatewayLoop, peer: Peer, transport: PublicScheme) {
    self.loop = loop
    self.peer = peer
    self.transport = transport
    deadline = loop.now + loop.limits.head
  }

  // MARK: Streams

  /// A stream costs what a connection costs, and counts as one.
  private func open(_ stream: any Channel) throws {
    guard loop.connections.opened() <= loop.configuration.maximumConnections else {
      loop.connections.closed()
      throw ChannelError.operationUnsupported
    }
    let number = try stream.syncOptions?.getOption(HTTP2StreamChannelOptions.streamID)
    life.opened(number.map { Int32($0) } ?? 0)
    let client = ClientConnection(loop: loop, peer: peer, transport: transport, isStream: true)
    try stream.pipeline.syncOperations.addHandlers([HTTP2Stream(session: self, limits: loop.configuration.head), client])
  }

  func streamClosed() {
    deadline = loop.now + loop.limits.keepAlive
    perform(life.closed())
  }

  // MARK: Ends

  func tick() {
    perform(life.settled())
    if deadline <= loop.due { perform(life.expired()) }
  }

  func stop() { perform(life.stop()) }

  /// Breaks the connection off.
  func cut() { context?.close(promise: nil) }

  private func perform(_ action: HTTP2Life.Action) {
    switch action {
    case .none: break
    case .announce:
      write(.goAway(lastStreamID: .maxID, errorCode: .noError, opaqueData: nil))
      write(.ping(HTTP2Session.settling, ack: false))
    case .refuse(let last, let closes):
      write(.goAway(lastStreamID: HTTP2StreamID(last), errorCode: .noError, opaqueData: nil))
      if closes { cut() }
    case .close:
      // The stream's last frame is being written right now.
      let bound = NIOLoopBound(self, eventLoop: loop.eventLoop)
      loop.eventLoop.execute { bound.value.cut() }
    }
  }

  private func write(_ payload: HTTP2Frame.FramePayload) {
    guard let context else { return }
    context.writeAndFlush(wrapOutboundOut(HTTP2Frame(streamID: .rootStream, payload: payload)), promise: nil)
  }

  // MARK: Events

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    loop.register(self)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .ping(HTTP2Session.settling, ack: true) = unwrapInboundIn(data).payload { perform(life.settled()) }
  }

  func channelInactive(context: ChannelHandlerContext) {
    self.context = nil
    loop.unregister(self)
    loop.connections.closed()
  }

  /// An error of one stream has ended that stream already.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // After a GOAWAY the library calls a connection closed whose last stream has just ended: its frames are still to be sent.
    if error is NIOHTTP2Errors.IOOnClosedConnection { return perform(.close) }
    guard isFatal(error) else { return }
    loop.logger.debug("connection refused", metadata: ["gateway.fault": "\(error)"])
    context.close(promise: nil)
  }

  private func isFatal(_ error: any Error) -> Bool {
    switch error {
    case is NIOHTTP2Errors.RaisedGoawayLastStreamID: true
    case is any NIOHTTP2Error: watch.sawError
    default: true
    }
  }
}
