import NIOCore
import RoostModel

/// A client's connection: reads requests, finds who answers, and keeps the two in step.
///
/// Executes what ``RequestMachine`` and ``Exchange`` decide. Lives on one event loop.
final class ClientConnection: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundOut = IOData

  enum Phase {
    /// A request head is awaited or arriving.
    case reading
    /// The request waits for its route to change.
    case held
    /// The request waits for a connection to the app.
    case connecting
    /// The app went away before it answered; the request waits for the one that stands by.
    case stranded
    case proxying
    /// The gateway itself answers.
    case answering
    /// An answer is complete and more of it is on its way than fits; the next request waits for the client to take it.
    case sending
    case tunnel
    /// The last response is on its way; what still comes is thrown away.
    case finishing
    case closed
  }

  let loop: GatewayLoop
  let peer: Peer
  /// How the peer speaks to the gateway.
  let transport: PublicScheme
  /// The channel is a stream of HTTP/2: one request, and the end.
  let isStream: Bool
  /// The kernel can copy files to the client: nothing stands between this and a plain socket.
  let carriesFiles: Bool
  /// The client: the peer itself, or of the request at hand whom a trusted proxy speaks for. The three belong together.
  private(set) var clientAddress: String
  private(set) var address: IPAddress?
  /// How the client speaks to whom it reaches first.
  private(set) var scheme: PublicScheme
  /// Of the request at hand, where a trusted proxy names another host than it asks for.
  private(set) var publicHost: [UInt8]?
  let assembly: RequestAssembly
  /// In place of ``assembly`` for a trusted peer.
  private(set) var believed: RequestAssembly?
  private(set) var context: ChannelHandlerContext?
  var phase = Phase.reading
  var machine: RequestMachine
  var exchange: Exchange?
  /// Of the request at hand; its target counts the request.
  var mount: Mount?
  /// What the rules of its route change in the response.
  var responseEdit: ResponseEdit?
  /// A password of the request at hand that was looked at.
  var checked: (credentials: Credentials, isRight: Bool)?
  var turn = Turn.none
  var measure = Measure()
  /// Of the request at hand, where its app asks for it.
  var note: AccessNote?
  var upstream: UpstreamConnection?
  /// Received, and not for use yet.
  var input: ByteBuffer?
  /// The head as the app gets it, kept until the response ends: for a second try, and for Host.
  var sentHead = ByteBuffer()
  var sentHost = Span.empty
  /// The response so far, not written yet.
  var output: ByteBuffer?
  var needsFlush = false
  var closesAfterResponse = false
  var tunnelFrames: FrameBoundary?
  /// What the gateway sends of a file.
  var pieces: FilePieces?
  var deadline: NIODeadline
  /// When the deadline was last moved: when something happened.
  private(set) var moved: NIODeadline
  /// The request at hand waits for an app to wake, and a page may tell so.
  var waitsForPage = false
  var pause = ReadingPause()
  private var headBegan = false
  /// No request was answered yet.
  private(set) var isFresh = true
  /// The client takes less than is written: known without asking the channel.
  private var isBlocked = false
  /// What was on its way when the deadline was last set.
  var unsent = Int.max

  init(loop: GatewayLoop, peer: Peer, transport: PublicScheme, isStream: Bool = false) {
    self.loop = loop
    self.peer = peer
    self.transport = transport
    self.isStream = isStream
    carriesFiles = transport == .http && !isStream
    clientAddress = peer.text
    address = peer.address
    scheme = transport
    assembly = RequestAssembly(clientAddress: peer.text, scheme: transport)
    machine = RequestMachine(limits: loop.configuration.head, maximumBody: loop.configuration.maximumBody)
    deadline = loop.now + loop.limits.head
    moved = loop.now
  }

  var route: Route? { mount?.route }
  var isWritable: Bool { !isBlocked && context != nil }
  /// Between two requests, with nothing of the next one received. Behind a stream's only response there may be more of
  /// it to send.
  var isIdle: Bool { phase == .reading && input == nil && !isStream }
  var format: PageFormat { machine.scanner.head.pageFormat }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    loop.register(self)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = unwrapInboundIn(data)
    if var earlier = input {
      input = nil
      earlier.writeBuffer(&bytes)
      bytes = earlier
    }
    process(&bytes)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    upstream?.flush()
    flushResponse()
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    isBlocked = !context.channel.isWritable
    if isBlocked { return }
    if phase == .sending { return resumeAfterSending() }
    extend(loop.limits.stream)
    upstream?.resumeReading()
    sendNextPiece()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard let event = event as? ChannelEvent, event == .outputClosed, phase == .finishing else { return }
    finished()
  }

  func channelInactive(context: ChannelHandlerContext) {
    phase = .closed
    self.context = nil
    input = nil
    output = nil
    pieces = nil
    upstream?.close()
    upstream = nil
    loop.readClock()
    endMeasure(whole: measure.isTunnel)
    leaveRoute()
    loop.unregister(self)
    loop.connections.closed()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  /// Serves the request at hand to whom a trusted proxy speaks for.
  func become(_ word: ProxyWord) {
    (clientAddress, address) = (word.client, word.address)
    scheme = word.scheme ?? transport
    publicHost = word.host
    believed = RequestAssembly(clientAddress: clientAddress, scheme: scheme)
  }

  /// The channel is somebody else's from now on.
  func resign() {
    phase = .closed
    context = nil
    loop.unregister(self)
  }

  // MARK: Reading

  func process(_ bytes: inout ByteBuffer) {
    while bytes.readableBytes > 0, step(&bytes) {}
    guard bytes.readableBytes > 0, phase != .closed else { return }
    input = bytes
    if phase != .reading { setWaiting(turn: true) }
  }

  /// Goes on with what was received meanwhile, and lets more come.
  func continueReading() {
    if var bytes = input {
      input = nil
      process(&bytes)
      upstream?.flush()
      flushResponse()
    }
    // What is left is the beginning of a head: the rest of it must come.
    if input == nil || phase == .reading { setWaiting(turn: false) }
  }

  /// The response is complete and the connection serves on.
  func beginNextRequest() {
    machine.exchangeEnded()
    exchange = nil
    headBegan = false
    isFresh = false
    guard !isBlocked else { return waitForClient() }
    phase = .reading
    extend(loop.limits.keepAlive)
  }

  /// Or a client that asks and does not listen would fill the memory with answers.
  private func waitForClient() {
    phase = .sending
    unsent = .max
    extend(loop.limits.stall)
  }

  private func resumeAfterSending() {
    guard !loop.isStopping else { return finish() }
    phase = .reading
    extend(loop.limits.keepAlive)
    continueReading()
  }

  @inline(__always)
  private func step(_ bytes: inout ByteBuffer) -> Bool {
    switch phase {
    case .held, .connecting, .stranded, .answering, .sending: return false
    case .finishing, .closed:
      bytes.moveReaderIndex(to: bytes.writerIndex)
      return false
    case .reading, .proxying, .tunnel: break
    }
    switch bytes.withUnsafeReadableBytes({ machine.next($0) }) {
    case .wait:
      noteHeadBegan()
      return false
    case .hold: return false
    case .begin: beginRequest(&bytes)
    case .forward(let count, let ends):
      if let slice = bytes.readSlice(length: count) { passRequest(slice, ends: ends) }
    case .discard(let count): bytes.moveReaderIndex(forwardBy: count)
    case .refuse(let fault): if !becomeHTTP2(&bytes, fault) { refuse(fault) }
    }
    return true
  }

  private func noteHeadBegan() {
    guard phase == .reading, !headBegan else { return }
    headBegan = true
    extend(loop.limits.head)
  }

  @inline(__always)
  var firstByteLimit: TimeAmount { route?.firstByte ?? loop.limits.firstByte }

  @inline(__always)
  func extend(_ limit: TimeAmount) {
    moved = loop.now
    deadline = moved + limit
  }

  // MARK: Ends

  func leaveRoute() {
    endMeasure()
    leaveTarget()
  }

  /// The request is not over.
  func leaveTarget() {
    mount?.route.target.load.leave()
    mount = nil
    if responseEdit != nil { responseEdit = nil }
    leaveTurn()
  }

  /// Breaks the connection off.
  func cut() { context?.close(promise: nil) }

  /// Ends the connection once the response is out. A request that is not complete is read on for a while, or its
  /// sender would lose the answer.
  func finish() {
    phase = .finishing
    machine.stop()
    writeResponse()
    extend(loop.limits.stall)
    setWaiting(turn: false)
    setWaiting(upstream: false)
    context?.flush()
    context?.close(mode: .output, promise: nil)
  }

  private func finished() {
    if exchange?.requestDone ?? false { return cut() }
    extend(loop.limits.linger)
  }
}
