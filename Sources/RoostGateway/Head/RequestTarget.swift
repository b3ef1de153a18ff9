/// Path and query of a request line, in origin form or, when it names the same host as Host does, in absolute form.
enum RequestTarget {
  @inline(__always)
  static func parse(_ whole: Span, into head: inout RequestHead, in bytes: Bytes) throws(MessageFault) {
    var target = whole
    if bytes[target.start] != UInt8(ascii: "/") {
      target = try withoutAuthority(whole, into: &head, in: bytes)
    }
    head.target = target
    head.pathEnd = target.end
    var index = target.start
    var needsCare = false
    var previous: UInt8 = 0
    while index < target.end {
      let byte = bytes[index]
      guard byte > 0x20, byte < 0x7F, byte != UInt8(ascii: "#") else { throw .target }
      if byte == UInt8(ascii: "?") {
        head.pathEnd = index
        break
      }
      if byte == UInt8(ascii: "%") || (byte == UInt8(ascii: ".") && previous == UInt8(ascii: "/")) { needsCare = true }
      if isNeverInPath(byte) { throw .target }
      previous = byte
      index += 1
    }
    while index < target.end {
      guard bytes[index] > 0x20, bytes[index] < 0x7F, bytes[index] != UInt8(ascii: "#") else { throw .target }
      index += 1
    }
    if needsCare { try PathRules.check(head.path, in: bytes) }
  }

  @inline(__always)
  private static func isNeverInPath(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
  }

  /// `http://host/path`: notes the host and leaves the path, which may be empty.
  private static func withoutAuthority(_ whole: Span, into head: inout RequestHead, in bytes: Bytes) throws(MessageFault) -> Span
  {
    guard whole.begins(with: "http://", in: bytes) else { throw .target }
    var end = whole.start + 7
    while end < whole.end, bytes[end] != UInt8(ascii: "/"), bytes[end] != UInt8(ascii: "?") { end += 1 }
    let authority = Span(start: whole.start + 7, end: end)
    guard HostRules.isWellFormed(authority, in: bytes) else { throw .target }
    head.authority = authority
    return Span(start: end, end: whole.end)
  }
}
