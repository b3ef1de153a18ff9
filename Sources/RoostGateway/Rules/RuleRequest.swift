import RoostModel

/// What the rules of a route look at in a request. Made only for routes that have rules.
struct RuleRequest: Sendable {
  /// `nil` when the client's address is not known; such a client is on no list.
  var client: IPAddress?
  var method: Method
  /// As the app sees it: without the prefix of its mount. Begins with `/`.
  var path: String
  /// Empty, or begins with `?`.
  var query: String
  var authorization: String?
  var origin: String?
  /// Access-Control-Request-Method: asks whether a page may ask.
  var preflightMethod: String?
  var fetchSite: String?
  var referer: String?
  /// As the client asked for it.
  var host: String

  init(_ head: RequestHead, from client: IPAddress?, asking host: String, below prefix: Int, of bytes: Bytes) {
    self.client = client
    method = head.method
    path = Span(start: min(head.path.start + prefix, head.path.end), end: head.path.end).text(in: bytes)
    if !path.hasPrefix("/") { path = "/" + path }
    query = head.query.text(in: bytes)
    self.host = host
    var start = head.lineEnd
    while start < head.end - 2 {
      var end = start
      while bytes[end] != 0x0D { end += 1 }
      note(Span(start: start, end: end), bytes)
      start = end + 2
    }
  }

  private mutating func note(_ line: Span, _ bytes: Bytes) {
    // Parsed before without a fault, or there would be no head.
    guard let field = try? FieldLine.parse(line, in: bytes) else { return }
    let name = field.name
    if name.equals("authorization", in: bytes) { take(field, bytes, into: \.authorization) }
    if name.equals("origin", in: bytes) { take(field, bytes, into: \.origin) }
    if name.equals("access-control-request-method", in: bytes) { take(field, bytes, into: \.preflightMethod) }
    if name.equals("sec-fetch-site", in: bytes) { take(field, bytes, into: \.fetchSite) }
    if name.equals("referer", in: bytes) { take(field, bytes, into: \.referer) }
  }

  /// One that comes twice says nothing: which of the two an app would believe is not known.
  private mutating func take(_ field: FieldLine, _ bytes: Bytes, into member: WritableKeyPath<RuleRequest, String?>) {
    self[keyPath: member] = self[keyPath: member] == nil ? field.value.text(in: bytes) : ""
  }
}
