/// `METHOD target HTTP/1.1`, one space between.
enum RequestLine {
  @inline(__always)
  static func parse(_ line: Span, into head: inout RequestHead, limits: HeadLimits, in bytes: Bytes) throws(MessageFault) {
    var index = line.start
    while index < line.end, Token.contains(bytes[index]) { index += 1 }
    guard index > line.start, index < line.end, bytes[index] == 0x20 else { throw .requestLine }
    head.method = try Method.parse(Span(start: line.start, end: index), in: bytes)
    // " HTTP/1.1" is nine bytes from the end.
    let targetEnd = line.end - 9
    guard targetEnd > index + 1, bytes[targetEnd] == 0x20 else { throw .requestLine }
    head.isVersion10 = try version(at: targetEnd + 1, in: bytes)
    head.keepsAlive = !head.isVersion10
    guard targetEnd - index - 1 <= limits.target else { throw .targetTooLong }
    try RequestTarget.parse(Span(start: index + 1, end: targetEnd), into: &head, in: bytes)
  }

  @inline(__always)
  private static func version(at index: Int, in bytes: Bytes) throws(MessageFault) -> Bool {
    let span = Span(start: index, end: index + 8)
    guard bytes[index] == UInt8(ascii: "H"), bytes[index + 1] == UInt8(ascii: "T"), bytes[index + 2] == UInt8(ascii: "T"),
      bytes[index + 3] == UInt8(ascii: "P"), bytes[index + 4] == UInt8(ascii: "/"), isDigit(bytes[index + 5]),
      bytes[index + 6] == UInt8(ascii: "."), isDigit(bytes[span.end - 1])
    else { throw .requestLine }
    switch (bytes[index + 5], bytes[index + 7]) {
    case (UInt8(ascii: "1"), UInt8(ascii: "1")): return false
    case (UInt8(ascii: "1"), UInt8(ascii: "0")): return true
    default: throw .version
    }
  }
}
