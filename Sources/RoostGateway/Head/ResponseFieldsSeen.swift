/// What a response's fields said so far, before it is known whether they fit together.
struct ResponseFieldsSeen {
  var wantsClose = false
  var connectionUpgrade = false
  var webSocket = false

  /// Returns whether the field is forwarded as it is.
  @inline(__always)
  mutating func note(_ field: FieldLine, in head: inout ResponseHead, _ bytes: Bytes) throws(MessageFault) -> Bool {
    switch ResponseField.classify(field.name, in: bytes) {
    case .plain: return true
    case .dropped: return false
    case .connection:
      noteConnection(field.value, bytes)
      return false
    case .contentLength:
      guard head.length == nil else { throw .length }
      head.length = try ContentLength.parse(field.value, in: bytes)
    case .transferEncoding:
      guard !head.isChunked, field.value.equals("chunked", in: bytes) else { throw .encoding }
      head.isChunked = true
    case .upgrade:
      webSocket = field.value.equals("websocket", in: bytes)
      return false
    case .location, .refresh, .setCookie, .serviceWorkerAllowed: head.needsRewrite = true
    }
    return true
  }

  private mutating func noteConnection(_ value: Span, _ bytes: Bytes) {
    value.forEachListItem(in: bytes) { item in
      if item.equals("close", in: bytes) { wantsClose = true }
      if item.equals("upgrade", in: bytes) { connectionUpgrade = true }
    }
  }

  @inline(__always)
  func conclude(_ head: inout ResponseHead) throws(MessageFault) {
    if head.isChunked {
      guard head.length == nil else { throw .lengthAndEncoding }
      guard !head.isVersion10 else { throw .encoding }
    }
    if wantsClose { head.keepsAlive = false }
    guard head.status == 101 else { return }
    guard connectionUpgrade, webSocket, !head.isChunked, head.length == nil else { throw .upgrade }
    head.isUpgrade = true
  }
}
