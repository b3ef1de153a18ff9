/// Which file a request wants.
struct FileRequest: Sendable {
  /// GET or HEAD.
  let isReading: Bool
  /// Below the site, without the public prefix; as it was sent.
  var path: String
  /// `/app/NAME`, or empty on the site's own host.
  let prefix: String
  let query: String
  let wantsPage: Bool

  init(_ head: RequestHead, skipping prefix: Int, of bytes: Bytes) {
    isReading = head.method == .get || head.method == .head
    self.prefix = Span(start: head.path.start, end: head.path.start + prefix).text(in: bytes)
    path = Span(start: head.path.start + prefix, end: head.path.end).text(in: bytes)
    query = head.query.text(in: bytes)
    wantsPage = head.pageFormat == .html
  }

  /// Plain reading, by nobody in particular.
  init(path: String, prefix: String) {
    self.path = path
    self.prefix = prefix
    isReading = true
    query = ""
    wantsPage = false
  }

  /// A path of the site as the client must ask for it. Two slashes at its start would lead to another host.
  func publicPath(_ path: String) -> String { "\(prefix)/\(path.drop { $0 == "/" })" }
}
