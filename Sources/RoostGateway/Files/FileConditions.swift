/// Under which conditions a request wants a file, and of which encoding.
struct FileConditions {
  private(set) var encodings = AcceptedEncodings.none
  private(set) var ifNoneMatch: String?
  private(set) var ifModifiedSince: String?
  private(set) var range: String?
  private(set) var ifRange: String?

  /// None.
  init() {}

  init(_ head: RequestHead, in bytes: Bytes) {
    var start = head.lineEnd
    while start < head.end - 2 {
      var end = start
      while bytes[end] != 0x0D { end += 1 }
      note(Span(start: start, end: end), bytes)
      start = end + 2
    }
    // Only GET asks for parts (RFC 9110, 14.2).
    if head.method != .get { range = nil }
  }

  /// The file is wanted as it is, whatever the client has.
  var isPlain: Bool { ifNoneMatch == nil && ifModifiedSince == nil && range == nil }

  @inline(__always)
  private mutating func note(_ line: Span, _ bytes: Bytes) {
    switch lowercased(bytes[line.start]) {
    case UInt8(ascii: "a"):
      if let value = value(line, "accept-encoding:", bytes) { encodings = AcceptedEncodings(value, in: bytes) }
    case UInt8(ascii: "i"):
      if let value = value(line, "if-none-match:", bytes) { ifNoneMatch = joined(ifNoneMatch, value.text(in: bytes)) }
      if let value = value(line, "if-modified-since:", bytes) { ifModifiedSince = value.text(in: bytes) }
      if let value = value(line, "if-range:", bytes) { ifRange = value.text(in: bytes) }
    case UInt8(ascii: "r"):
      if let value = value(line, "range:", bytes) { range = joined(range, value.text(in: bytes)) }
    default: break
    }
  }

  /// `name` is in lower case, with the colon.
  private func value(_ line: Span, _ name: StaticString, _ bytes: Bytes) -> Span? {
    guard line.begins(with: name, in: bytes) else { return nil }
    return Span(start: line.start + name.utf8CodeUnitCount, end: line.end).trimmed(in: bytes)
  }

  /// A field that comes twice is a list; a list of ranges means the whole file.
  private func joined(_ earlier: String?, _ value: String) -> String { earlier.map { $0 + ", " + value } ?? value }
}
