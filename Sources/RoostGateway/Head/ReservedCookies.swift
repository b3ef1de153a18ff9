/// The cookies that are Roost's own. Cookies know no port, so a browser that knows the dashboard would show them to
/// every app of the same host, and an app could set them.
enum ReservedCookies {
  private static let prefixes: [StaticString] = ["roost_", "__host-roost_", "__secure-roost_"]

  static func isReserved(_ pair: Span, in bytes: Bytes) -> Bool {
    prefixes.contains { pair.begins(with: $0, in: bytes) }
  }

  /// The Cookie line without them, or nothing when none is left. `line` is `Cookie: a=1; b=2`.
  static func filtered(_ line: Span, in bytes: Bytes) -> [UInt8] {
    var start = line.start
    while bytes[start] != UInt8(ascii: ":") { start += 1 }
    start += 1
    var kept: [Span] = []
    var index = start
    while index <= line.end {
      if index == line.end || bytes[index] == UInt8(ascii: ";") {
        let pair = Span(start: start, end: index).trimmed(in: bytes)
        if !pair.isEmpty, !isReserved(pair, in: bytes) { kept.append(pair) }
        start = index + 1
      }
      index += 1
    }
    guard !kept.isEmpty else { return [] }
    var result = Array("Cookie: ".utf8)
    for (number, pair) in kept.enumerated() {
      if number > 0 { result += "; ".utf8 }
      result += UnsafeBufferPointer(start: bytes + pair.start, count: pair.count)
    }
    return result + "\r\n".utf8
  }
}
