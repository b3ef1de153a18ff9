/// What the gateway knows of a request after scanning its head. Spans count from the start of the received bytes.
struct RequestHead: ScannedHead {
  typealias Fields = RequestFieldsSeen

  /// Where the request line begins: 2 after a stray empty line, else 0.
  var start = 0
  /// With the blank line.
  var end = 0
  var method = Method.get
  var isVersion10 = false
  /// Path and query, as sent.
  var target = Span.empty
  /// Where the query or the target ends the path.
  var pathEnd = 0
  /// The end of the request line, after CR LF.
  var lineEnd = 0
  /// Of an address sent in absolute form.
  var authority: Span?
  /// Empty when an old client sent none.
  var host = Span.empty
  var framing = BodyFraming.none
  /// Whether the client allows another request on its connection.
  var keepsAlive = true
  /// A complete, valid WebSocket handshake.
  var isUpgrade = false
  var expectsContinue = false
  /// TE says that the client reads trailers; it holds for this hop alone and is said anew to the app.
  var wantsTrailers = false
  /// In which form the client would like an error.
  var pageFormat = PageFormat.plain
  /// The Cookie line, when it may hold a cookie of Roost's own: it is then not forwarded as it is.
  var reservedCookies: Span?

  var path: Span { Span(start: target.start, end: pathEnd) }
  var query: Span { Span(start: pathEnd, end: target.end) }

  @inline(__always)
  mutating func takeFirstLine(_ line: Span, limits: HeadLimits, in bytes: Bytes) throws(MessageFault) -> Bool {
    if line.isEmpty, start == 0 {
      start = line.end + 2
      return false
    }
    try RequestLine.parse(line, into: &self, limits: limits, in: bytes)
    return true
  }
}
