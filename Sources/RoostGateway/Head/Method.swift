/// A request method this gateway forwards.
enum Method: UInt8, CaseIterable {
  case get, head, post, put, delete, options, patch
  case propfind, proppatch, mkcol, copy, move, lock, unlock, report, search

  private var name: StaticString {
    switch self {
    case .get: "GET"
    case .head: "HEAD"
    case .post: "POST"
    case .put: "PUT"
    case .delete: "DELETE"
    case .options: "OPTIONS"
    case .patch: "PATCH"
    case .propfind: "PROPFIND"
    case .proppatch: "PROPPATCH"
    case .mkcol: "MKCOL"
    case .copy: "COPY"
    case .move: "MOVE"
    case .lock: "LOCK"
    case .unlock: "UNLOCK"
    case .report: "REPORT"
    case .search: "SEARCH"
    }
  }

  /// Methods are case-sensitive.
  @inline(__always)
  static func parse(_ span: Span, in bytes: Bytes) throws(MessageFault) -> Method {
    if Method.get.isSpelled(span, in: bytes) { return .get }
    for method in allCases where method.isSpelled(span, in: bytes) { return method }
    if span.equals("connect", in: bytes) || span.equals("trace", in: bytes) { throw .methodRefused }
    throw .methodUnknown
  }

  @inline(__always)
  private func isSpelled(_ span: Span, in bytes: Bytes) -> Bool {
    let name = name
    guard span.count == name.utf8CodeUnitCount else { return false }
    return (0..<span.count).allSatisfy { bytes[span.start + $0] == name.utf8Start[$0] }
  }

  /// Whether the same request may be sent again when nobody knows if it was served (RFC 9110, 9.2.2).
  var isIdempotent: Bool {
    switch self {
    case .get, .head, .put, .delete, .options, .propfind, .report, .search: true
    default: false
    }
  }
}
