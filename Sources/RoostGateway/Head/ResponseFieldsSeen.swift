/// What a response's fields said so far.
struct ResponseFieldsSeen: HeadFields {
  private var connection = ConnectionOptions(isStrict: false)
  private var webSocket = false

  @inline(__always)
  mutating func note(_ field: FieldLine, in head: inout ResponseHead, _ bytes: Bytes) throws(MessageFault) -> Bool {
    switch ResponseField.classify(field.name, in: bytes) {
    case .plain: return true
    case .dropped: return false
    case .connection:
      try connection.note(field.value, bytes)
      return false
    case .contentLength:
      guard field.isPlain(in: bytes) else { throw .field }
      guard head.length == nil else { throw .length }
      head.length = try ContentLength.parse(field.value, in: bytes)
    case .transferEncoding:
      guard field.isPlain(in: bytes) else { throw .field }
      guard !head.isChunked, field.value.equals("chunked", in: bytes) else { throw .encoding }
      head.isChunked = true
    case .upgrade:
      webSocket = field.value.equals("websocket", in: bytes)
      return false
    case .location, .refresh, .setCookie, .serviceWorkerAllowed: head.needsRewrite = true
    }
    return true
  }

  @inline(__always)
  func conclude(_ head: inout ResponseHead, drops: inout [Span], in bytes: Bytes) throws(MessageFault) {
    if head.isChunked {
      guard head.length == nil else { throw .lengthAndEncoding }
      guard !head.isVersion10 else { throw .encoding }
    }
    connection.drop(from: Span(start: head.lineEnd, end: head.end - 2), into: &drops, in: bytes)
    if connection.close { head.keepsAlive = false }
    guard head.status == 101 else { return }
    guard connection.upgrade, webSocket, !head.isChunked, head.length == nil else { throw .upgrade }
    head.isUpgrade = true
  }
}
