/// In which form a client reads an error.
enum PageFormat: Equatable {
  case html, json, plain

  /// A page for browsers, JSON for who asks for it, text for everybody else. No weighing: the first of the two wins.
  @inline(__always)
  static func preferred(by accept: Span, in bytes: Bytes) -> PageFormat {
    if accept.contains("text/html", in: bytes) { return .html }
    return accept.contains("json", in: bytes) ? .json : .plain
  }
}
