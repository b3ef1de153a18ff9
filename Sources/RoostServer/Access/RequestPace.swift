import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Ends connections of who sends a head or a body so slowly that it is no use: connections are counted.
final class RequestPace: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  struct Limits: Sendable {
    /// From the connection, or the end of an answer, to the end of the next head.
    var firstHead = TimeAmount.seconds(10)
    var nextHead = TimeAmount.seconds(75)
    /// In each of these so many bytes of a body have to come.
    var span = TimeAmount.seconds(30)
    var bytes = 16 << 10
  }

  private let limits: Limits
  private var deadline: Scheduled<Void>?
  private var answersDue = 0
  private var received = 0

  init(_ limits: Limits = Limits()) { self.limits = limits }

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { close(context, in: limits.firstHead) }
  }

  func handlerRemoved(context: ChannelHandlerContext) { deadline?.cancel() }

  func channelActive(context: ChannelHandlerContext) {
    close(context, in: limits.firstHead)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    deadline?.cancel()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      answersDue += 1
      // A conversation with git says that it lives, and little else.
      if head.path?.contains("/git/") == true { deadline?.cancel() } else { watch(context) }
    case .body(let bytes): received += bytes.readableBytes
    case .end: deadline?.cancel()
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) {
      answersDue -= 1
      if answersDue == 0 { close(context, in: limits.nextHead) }
    }
    context.write(data, promise: promise)
  }

  private func close(_ context: ChannelHandlerContext, in time: TimeAmount) {
    deadline?.cancel()
    let channel = context.channel
    deadline = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
  }

  private func watch(_ context: ChannelHandlerContext) {
    deadline?.cancel()
    received = 0
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    deadline = context.eventLoop.scheduleTask(in: limits.span) {
      let (pace, context) = bound.value
      if pace.received < pace.limits.bytes { context.close(promise: nil) } else { pace.watch(context) }
    }
  }
}
