import NIOCore

extension ClientConnection {
  /// Hands the connection over when `bytes`, just refused, begin a connection of HTTP/2 whose client knew beforehand that
  /// it is understood (RFC 9113, 3.3): so a request of HTTP/1.1 never pays for the question. Returns whether it did.
  func becomeHTTP2(_ bytes: inout ByteBuffer, _ fault: MessageFault) -> Bool {
    guard fault == .methodUnknown, isFresh, transport == .http, let context, HTTP2Preface.begins(bytes) else { return false }
    let received = bytes
    bytes.moveReaderIndex(to: bytes.writerIndex)
    resign()
    do {
      try HTTP2Session.begin(on: context.channel, loop: loop, peer: peer, transport: transport)
      context.fireChannelRead(wrapInboundOut(received))
      context.pipeline.syncOperations.removeHandler(self, promise: nil)
    } catch {
      context.close(promise: nil)
    }
    return true
  }
}
