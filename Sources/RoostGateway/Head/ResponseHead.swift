/// What the gateway knows of a response after scanning its head. Spans count from the start of the received bytes.
struct ResponseHead: ScannedHead {
  typealias Fields = ResponseFieldsSeen

  var end = 0
  var status = 0
  var isVersion10 = false
  /// The end of the status line, after CR LF.
  var lineEnd = 0
  /// Whether the app allows another request on its connection.
  var keepsAlive = true
  var length: Int?
  var isChunked = false
  /// Status 101 to a WebSocket.
  var isUpgrade = false
  /// Holds fields that may need the public prefix.
  var needsRewrite = false

  var isInterim: Bool { status < 200 && status != 101 }

  /// RFC 9112, 6.3.
  func framing(ofHead: Bool) -> BodyFraming {
    if ofHead || status < 200 || status == 204 || status == 304 { return .none }
    if isChunked { return .chunked }
    guard let length else { return .untilClose }
    return length == 0 ? .none : .length(length)
  }

  @inline(__always)
  mutating func takeFirstLine(_ line: Span, limits: HeadLimits, in bytes: Bytes) throws(MessageFault) -> Bool {
    try StatusLine.parse(line, into: &self, in: bytes)
    return true
  }
}
