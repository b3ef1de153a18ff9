import NIOCore

/// Sees what an HTTP/2 connection writes, to know whether an error just reported was one of the connection.
///
/// The library reports errors of a stream and of the connection alike; only before the latter it writes a GOAWAY.
final class GoAwayWatch: ChannelOutboundHandler {
  typealias OutboundIn = IOData
  typealias OutboundOut = IOData

  /// What was written last was a GOAWAY with an error code.
  private(set) var sawError = false

  private static let length = 17

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .byteBuffer(let frame) = unwrapOutboundIn(data) { sawError = GoAwayWatch.isError(frame) }
    context.write(data, promise: promise)
  }

  /// Length 8, type 7, stream 0, and after the last stream's number an error code other than 0.
  static func isError(_ frame: ByteBuffer) -> Bool {
    let start = frame.readerIndex
    guard frame.readableBytes == length, frame.getInteger(at: start, as: UInt32.self) == 0x0000_0807,
      let code = frame.getInteger(at: start + 13, as: UInt32.self)
    else { return false }
    return code != 0
  }
}
