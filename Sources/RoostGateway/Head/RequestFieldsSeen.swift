/// What a request's fields said so far.
struct RequestFieldsSeen: HeadFields {
  var host = false
  var length: Int?
  var isChunked = false
  var connection = ConnectionOptions(isStrict: true)
  /// Upgrade names `websocket` alone.
  var webSocket = false
  var webSocketKey: Span?

  @inline(__always)
  mutating func note(_ field: FieldLine, in head: inout RequestHead, _ bytes: Bytes) throws(MessageFault) -> Bool {
    let isForwarded = try take(field, in: &head, bytes)
    return isForwarded && !field.hasUnderscore
  }

  @inline(__always)
  func conclude(_ head: inout RequestHead, drops: inout [Span], in bytes: Bytes) throws(MessageFault) {
    try RequestRules.conclude(&head, self, in: bytes)
    connection.drop(from: Span(start: head.lineEnd, end: head.end - 2), into: &drops, in: bytes)
  }

  @inline(__always)
  private mutating func take(_ field: FieldLine, in head: inout RequestHead, _ bytes: Bytes) throws(MessageFault) -> Bool {
    switch RequestField.classify(field.name, in: bytes) {
    case .plain: return true
    case .dropped: return false
    case .host: try noteHost(field.value, in: &head, bytes)
    case .connection:
      try connection.note(field.value, bytes)
      return false
    case .contentLength:
      guard field.isPlain(in: bytes) else { throw .field }
      guard length == nil else { throw .length }
      length = try ContentLength.parse(field.value, in: bytes)
    case .transferEncoding:
      guard field.isPlain(in: bytes) else { throw .field }
      guard !isChunked, field.value.equals("chunked", in: bytes) else { throw .encoding }
      isChunked = true
      // Apps are told in the gateway's own words: some know no capitals.
      return false
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
    case .trailerWish:
      field.value.forEachListItem(in: bytes) { if $0.equals("trailers", in: bytes) { head.wantsTrailers = true } }
      return false
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
}
