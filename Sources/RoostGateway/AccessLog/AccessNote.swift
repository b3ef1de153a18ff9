import RoostModel

/// What of a request's head is kept until its end, for the access log and the request's id. Made for apps that ask for
/// it alone.
struct AccessNote {
  static let longestPath = 2048
  static let longestAgent = 256

  let method: String
  let host: [UInt8]
  /// Without the query.
  let path: [UInt8]
  let isVersion10: Bool
  private(set) var agent: [UInt8] = []
  /// In lower case, 32 hexadecimal digits.
  private(set) var trace: [UInt8]?
  /// As the app and the client get it.
  private(set) var id: [UInt8]
  /// The client's own X-Request-Id is not forwarded: it is malformed, or there are several.
  private(set) var drops: [Span] = []
  private var kept: Span?

  /// `fresh` is the id of a request that has none.
  init(_ head: RequestHead, fresh: [UInt8], of bytes: Bytes) {
    method = AccessNote.text(Span(start: head.start, end: head.target.start), bytes)
    host = AccessNote.copy(head.host, 255, bytes)
    path = AccessNote.copy(head.path, AccessNote.longestPath, bytes)
    isVersion10 = head.isVersion10
    id = fresh
    AccessNote.forEachField(from: head.lineEnd, to: head.end - 2, in: bytes) { note($0, $1, bytes) }
  }

  /// Lines of a response with this name, each with its CR LF.
  static func lines(named name: StaticString, of head: ResponseHead, in bytes: Bytes) -> [Span] {
    var lines: [Span] = []
    forEachField(from: head.lineEnd, to: head.end - 2, in: bytes) { field, line in
      if field.name.equals(name, in: bytes) { lines.append(line) }
    }
    return lines
  }

  /// `line` is with its CR LF.
  private static func forEachField(from start: Int, to end: Int, in bytes: Bytes, _ body: (FieldLine, _ line: Span) -> Void) {
    var lineStart = start
    while lineStart < end {
      var lineEnd = lineStart
      while bytes[lineEnd] != 0x0D { lineEnd += 1 }
      // Parsed before without a fault, or there would be no head.
      if let field = try? FieldLine.parse(Span(start: lineStart, end: lineEnd), in: bytes) {
        body(field, Span(start: lineStart, end: lineEnd + 2))
      }
      lineStart = lineEnd + 2
    }
  }

  /// The line of X-Request-Id that has to be added.
  var field: [UInt8]? { kept == nil ? Array("X-Request-Id: ".utf8) + id + Array("\r\n".utf8) : nil }
  /// The same for answers, where it always has to be.
  var answerField: [UInt8] { Array("X-Request-Id: ".utf8) + id + Array("\r\n".utf8) }

  private mutating func note(_ field: FieldLine, _ line: Span, _ bytes: Bytes) {
    if field.name.equals("user-agent", in: bytes) { agent = AccessNote.copy(field.value, AccessNote.longestAgent, bytes) }
    if field.name.equals("traceparent", in: bytes) { trace = TraceParent.traceID(field.value, in: bytes) }
    guard field.name.equals("x-request-id", in: bytes) else { return }
    guard kept == nil, RequestID.isTrusted(field.value, in: bytes) else {
      return drops.append(line)
    }
    kept = field.value
    id = AccessNote.copy(field.value, RequestID.longest, bytes)
  }

  private static func copy(_ span: Span, _ limit: Int, _ bytes: Bytes) -> [UInt8] {
    Array(UnsafeBufferPointer(start: bytes + span.start, count: min(span.count, limit)))
  }

  private static func text(_ span: Span, _ bytes: Bytes) -> String {
    Span(start: span.start, end: max(span.start, span.end - 1)).text(in: bytes)
  }
}
