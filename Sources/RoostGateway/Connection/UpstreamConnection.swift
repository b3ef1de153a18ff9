import NIOCore

/// A connection to an app. Carries one request at a time, for one client.
final class UpstreamConnection: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = IOData

  let pool: UpstreamPool
  var idleSince = NIODeadline.now()
  /// Whose request is on it.
  private(set) var client: ClientConnection?
  /// Carried a request before: the app may have closed it just as the next one was sent.
  private(set) var isReused = false
  private var context: ChannelHandlerContext?
  private var machine: ResponseMachine
  /// Received, not enough to be understood yet.
  private var input: ByteBuffer?
  private var needsFlush = false
  private var isPaused = false
  /// Known without asking the channel.
  private(set) var isWritable = true

  init(pool: UpstreamPool) {
    self.pool = pool
    machine = ResponseMachine(limits: pool.loop.configuration.head)
  }

  var isOpen: Bool { context != nil }

  // MARK: What the client does

  func begin(for client: ClientConnection, isHeadRequest: Bool, upgrade: Bool) {
    self.client = client
    machine.expect(isHeadRequest: isHeadRequest, upgrade: upgrade)
  }

  @inline(__always)
  func write(_ buffer: ByteBuffer) {
    needsFlush = true
    context?.write(wrapOutboundOut(.byteBuffer(buffer)), promise: nil)
  }

  @inline(__always)
  func flush() {
    guard needsFlush else { return }
    needsFlush = false
    context?.flush()
  }

  func resumeReading() {
    guard isPaused else { return }
    isPaused = false
    setReading(true)
  }

  /// Ends the connection without another word to the client.
  func close() {
    client = nil
    let context = self.context
    self.context = nil
    context?.close(promise: nil)
  }

  // MARK: What the app does

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }
  func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

  func channelActive(context: ChannelHandlerContext) { pool.opened() }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = unwrapInboundIn(data)
    if var earlier = input {
      input = nil
      earlier.writeBuffer(&bytes)
      bytes = earlier
    }
    let client = self.client
    pool.loop.readClock()
    while bytes.readableBytes > 0, step(&bytes) {}
    client?.writeResponse()
    if bytes.readableBytes > 0, self.client != nil { input = bytes }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    guard let client else { return }
    client.flushResponse()
    if !client.isWritable, self.client != nil, !isPaused {
      isPaused = true
      setReading(false)
    }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    isWritable = context.channel.isWritable
    if isWritable { client?.upstreamTakesMore() }
  }

  func channelInactive(context: ChannelHandlerContext) {
    self.context = nil
    pool.closed(self)
    let ending = machine.closed()
    guard let client else { return }
    self.client = nil
    client.upstreamLost(ending)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  /// Takes the next part of what came. Returns whether more may follow.
  @inline(__always)
  private func step(_ bytes: inout ByteBuffer) -> Bool {
    guard let client else {
      close()
      return false
    }
    switch bytes.withUnsafeReadableBytes({ machine.next($0) }) {
    case .wait: return false
    case .interim:
      client.passInterim(machine.scanner, from: bytes)
      bytes.moveReaderIndex(forwardBy: machine.scanner.head.end)
      machine.interimPassed()
    case .begin(let ends):
      client.beginResponse(machine.scanner, from: bytes)
      bytes.moveReaderIndex(forwardBy: machine.scanner.head.end)
      if ends { return end(leftover: bytes.readableBytes) }
    case .forward(let count, let ends):
      if let slice = bytes.readSlice(length: count) { client.passBody(slice) }
      if ends { return end(leftover: bytes.readableBytes) }
    case .tunnel(let count):
      if let slice = bytes.readSlice(length: count) { client.passTunnel(slice) }
    case .refuse(let fault):
      close()
      client.responseRefused(fault)
      return false
    case .surplus:
      close()
      return false
    }
    return true
  }

  /// The response is complete. Bytes behind it were asked for by nobody: such a connection is not used again.
  @inline(__always)
  private func end(leftover: Int) -> Bool {
    let client = self.client
    self.client = nil
    resumeReading()
    isReused = true
    client?.responseEnded(machine.scanner.head, on: self, clean: leftover == 0)
    return false
  }

  private func setReading(_ reads: Bool) {
    do {
      try context?.channel.syncOptions?.setOption(.autoRead, value: reads)
    } catch {
      close()
    }
  }
}
