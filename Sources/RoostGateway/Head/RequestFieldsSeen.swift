/// What a request's fields said so far, before it is known whether they fit together.
struct RequestFieldsSeen {
  var host = false
  var length: Int?
  var isChunked = false
  var wantsClose = false
  var wantsKeepAlive = false
  /// Connection lists `upgrade`.
  var connectionUpgrade = false
  /// Upgrade names `websocket` alone.
  var webSocket = false
  var webSocketKey: Span?
  /// Other names Connection lists; their fields are not forwarded.
  var options: [Span] = []

  private static let maximumOptions = 16

  /// Returns whether the field is forwarded as it is.
  @inline(__always)
  mutating func note(_ field: FieldLine, in head: inout RequestHead, _ bytes: Bytes) throws(MessageFault) -> Bool {
    switch RequestField.classify(field.name, in: bytes) {
    case .plain: return true
    case .dropped: return false
    case .host: try noteHost(field.value, in: &head, bytes)
    case .connection:
      try noteConnection(field.value, bytes)
      return false
    case .contentLength:
      guard length == nil else { throw .length }
      length = try ContentLength.parse(field.value, in: bytes)
    case .transferEncoding:
      guard !isChunked, field.value.equals("chunked", in: bytes) else { throw .encoding }
      isChunked = true
    case .upgrade:
      webSocket = field.value.equals("websocket", in: bytes)
      return false
    case .expect:
      guard field.value.equals("100-continue", in: bytes) else { throw .expectation }
      head.expectsContinue = true
    case .accept: head.pageFormat = PageFormat.preferred(by: field.value, in: bytes)
    case .cookie:
      guard field.value.contains("roost", in: bytes) else { return true }
      head.reservedCookies = Span(start: field.name.start, end: field.value.end)
      return false
    case .webSocketKey: webSocketKey = field.value
    }
    return true
  }

  @inline(__always)
  private mutating func noteHost(_ value: Span, in head: inout RequestHead, _ bytes: Bytes) throws(MessageFault) {
    guard !host else { throw .hostRepeated }
    guard HostRules.isWellFormed(value, in: bytes) else { throw .hostInvalid }
    host = true
    head.host = value
  }

  private mutating func noteConnection(_ value: Span, _ bytes: Bytes) throws(MessageFault) {
    try value.forEachListItem(in: bytes) { (item) throws(MessageFault) in
      if item.isEmpty { return }
      if item.equals("close", in: bytes) {
        wantsClose = true
        return
      }
      if item.equals("keep-alive", in: bytes) {
        wantsKeepAlive = true
        return
      }
      if item.equals("upgrade", in: bytes) {
        connectionUpgrade = true
        return
      }
      guard Token.isWellFormed(item, in: bytes), options.count < RequestFieldsSeen.maximumOptions else { throw .field }
      options.append(item)
    }
  }
}
