import NIOCore
import NIOHPACK
import NIOHTTP2

/// One HTTP/2 stream as one exchange of HTTP/1.1: bytes in for the ``ClientConnection`` behind it, and its bytes back
/// into frames.
///
/// Flow control is the channel's: a connection that does not read opens no window, and one whose window is closed is not
/// writable.
final class HTTP2Stream: ChannelDuplexHandler {
  typealias InboundIn = HTTP2Frame.FramePayload
  typealias InboundOut = ByteBuffer
  typealias OutboundIn = IOData
  typealias OutboundOut = HTTP2Frame.FramePayload

  private let session: HTTP2Session
  private var context: ChannelHandlerContext?
  private var framing: HTTP2Request.Framing?
  private var requestEnded = false
  private var response: HTTP2Response
  /// Data of the response that becomes its last frame if nothing follows.
  private var pending: ByteBuffer?
  private var isReset = false

  init(session: HTTP2Session, limits: HeadLimits) {
    self.session = session
    response = HTTP2Response(limits: limits)
  }

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }

  func channelInactive(context: ChannelHandlerContext) {
    self.context = nil
    pending = nil
    session.streamClosed()
    context.fireChannelInactive()
  }

  // MARK: Request

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isReset else { return }
    switch unwrapInboundIn(data) {
    case .headers(let frame):
      if frame.endStream { requestEnded = true }
      if framing == nil { begin(frame, context) } else { end(trailers: frame.headers, context) }
    case .data(let frame):
      if frame.endStream { requestEnded = true }
      if case .byteBuffer(let bytes) = frame.data { pass(bytes, context) }
    default: break
    }
  }

  private func begin(_ frame: HTTP2Frame.FramePayload.Headers, _ context: ChannelHandlerContext) {
    do throws(HTTP2Request.Malformed) {
      let request = try HTTP2Request(frame.headers, endsStream: frame.endStream)
      framing = request.framing
      response.expect(isHeadRequest: request.isHead)
      context.fireChannelRead(wrapInboundOut(request.text))
    } catch {
      reset(.protocolError)
    }
  }

  private func pass(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
    var part = bytes
    if framing == .chunked { part = HTTP2Chunk.wrap(bytes, isLast: requestEnded) }
    if part.readableBytes > 0 { context.fireChannelRead(wrapInboundOut(part)) }
  }

  private func end(trailers: HPACKHeaders, _ context: ChannelHandlerContext) {
    guard let last = HTTP2Chunk.last(trailers) else { return reset(.protocolError) }
    // A body whose length was said has no place behind it in HTTP/1.1.
    guard framing == .chunked else { return }
    context.fireChannelRead(wrapInboundOut(last))
  }

  // MARK: Response

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard !isReset else {
      promise?.fail(ChannelError.ioOnClosedChannel)
      return
    }
    guard case .byteBuffer(let bytes) = unwrapOutboundIn(data) else {
      promise?.fail(ChannelError.operationUnsupported)
      return reset(.internalError)
    }
    response.receive(bytes)
    while let part = response.next() { write(part, context) }
    guard let promise else { return }
    // Who asks when it is written does not wait for what may follow.
    writePending(context, ends: false, promise: promise)
  }

  private func write(_ part: HTTP2Response.Part, _ context: ChannelHandlerContext) {
    switch part {
    case .head(let headers, let ends):
      context.write(wrapOutboundOut(.headers(.init(headers: headers, endStream: ends))), promise: ends ? last(context) : nil)
    case .data(let bytes):
      if pending != nil { writePending(context, ends: false, promise: nil) }
      pending = bytes
    case .end(let trailers):
      guard !trailers.isEmpty else { return writePending(context, ends: true, promise: last(context)) }
      if pending != nil { writePending(context, ends: false, promise: nil) }
      context.write(wrapOutboundOut(.headers(.init(headers: trailers, endStream: true))), promise: last(context))
    case .broken: reset(.internalError)
    }
  }

  private func writePending(_ context: ChannelHandlerContext, ends: Bool, promise: EventLoopPromise<Void>?) {
    let bytes = pending ?? ByteBuffer()
    pending = nil
    guard ends || bytes.readableBytes > 0 else {
      promise?.succeed()
      return
    }
    context.write(wrapOutboundOut(.data(.init(data: .byteBuffer(bytes), endStream: ends))), promise: promise)
  }

  /// For the write of the last frame: a client that is still sending is told to stop, once it has the whole response
  /// (RFC 9113, 8.1).
  private func last(_ context: ChannelHandlerContext) -> EventLoopPromise<Void> {
    let promise = context.eventLoop.makePromise(of: Void.self)
    promise.futureResult.assumeIsolated().whenSuccess { if !self.requestEnded { self.reset(.noError) } }
    return promise
  }

  func flush(context: ChannelHandlerContext) {
    if pending != nil { writePending(context, ends: false, promise: nil) }
    context.flush()
  }

  // MARK: Ends

  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    if mode == .output, response.mayEndHere { endHere(context) } else { reset(.internalError) }
    promise?.succeed()
  }

  private func endHere(_ context: ChannelHandlerContext) {
    if !response.isComplete { response.endHere() }
    while let part = response.next() { write(part, context) }
    context.flush()
  }

  /// A stream that cannot even be reset has a client that takes nothing any more.
  private func reset(_ code: HTTP2ErrorCode) {
    guard let context else { return }
    guard !isReset else {
      if context.channel.isActive { session.cut() }
      return
    }
    isReset = true
    pending = nil
    context.writeAndFlush(wrapOutboundOut(.rstStream(code)), promise: nil)
  }
}
