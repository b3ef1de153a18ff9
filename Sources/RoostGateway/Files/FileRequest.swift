/// What a request says about the file it wants.
struct FileRequest: Sendable {
  /// GET or HEAD.
  var isReading: Bool
  /// Below the site, without the public prefix.
  var path: String
  /// As the client sees it.
  var publicPath: String
  var query: String
  var wantsPage: Bool
  var ifNoneMatch: String?
  var ifModifiedSince: String?
  var range: String?
  var ifRange: String?

  init(_ head: RequestHead, skipping prefix: Int, of bytes: Bytes) {
    isReading = head.method == .get || head.method == .head
    publicPath = head.path.text(in: bytes)
    path = Span(start: head.path.start + prefix, end: head.path.end).text(in: bytes)
    query = head.query.text(in: bytes)
    wantsPage = head.pageFormat == .html
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
    let value = field.value.text(in: bytes)
    if field.name.equals("if-none-match", in: bytes) { ifNoneMatch = value }
    if field.name.equals("if-modified-since", in: bytes) { ifModifiedSince = value }
    if field.name.equals("if-range", in: bytes) { ifRange = value }
    if field.name.equals("range", in: bytes) { range = value }
  }
}
