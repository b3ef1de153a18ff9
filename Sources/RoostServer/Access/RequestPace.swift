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
    /// For so long an answer may wait for somebody to read on.
    var unread = TimeAmount.seconds(60)
  }

  /// Said of a request whose body comes slowly by its nature, once it is known who sends it: git says that it lives, and little else.
  struct SlowBody: Sendable {}

  private let limits: Limits
  private var deadline: Scheduled<Void>?
  private var unread: Scheduled<Void>?
  private var answersDue = 0
  private var received = 0

  init(_ limits: Limits = Limits()) { self.limits = limits }

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { close(context, in: limits.firstHead) }
  }

  func handlerRemoved(context: ChannelHandlerContext) { cancelAll() }

  func channelActive(context: ChannelHandlerContext) {
    close(context, in: limits.firstHead)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    cancelAll()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      answersDue += 1
      watch(context)
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

  /// Somebody who reads nothing of what is sent.
  func channelWritabilityChanged(context: ChannelHandlerContext) {
    unread?.cancel()
    unread = nil
    if !context.channel.isWritable {
      let channel = context.channel
      unread = context.eventLoop.scheduleTask(in: limits.unread) { channel.close(promise: nil) }
    }
    context.fireChannelWritabilityChanged()
  }

  func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
    guard event is SlowBody else { return context.triggerUserOutboundEvent(event, promise: promise) }
    deadline?.cancel()
    promise?.succeed()
  }

  private func cancelAll() {
    deadline?.cancel()
    unread?.cancel()
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
