/// One `name: value` line of a head, or a trailer.
struct FieldLine {
  var name: Span
  /// Trimmed.
  var value: Span
  /// A name with `_` reads as another name to CGI-like servers, so such lines are never forwarded to an app.
  var hasUnderscore: Bool

  /// `line` is without CR LF and holds no control byte but TAB. A folded line fails, as it begins with a blank.
  @inline(__always)
  static func parse(_ line: Span, in bytes: Bytes) throws(MessageFault) -> FieldLine {
    var index = line.start
    var underscore = false
    while index < line.end, bytes[index] != UInt8(ascii: ":") {
      guard Token.contains(bytes[index]) else { throw .field }
      if bytes[index] == UInt8(ascii: "_") { underscore = true }
      index += 1
    }
    guard index > line.start, index < line.end else { throw .field }
    let value = Span(start: index + 1, end: line.end).trimmed(in: bytes)
    return FieldLine(name: Span(start: line.start, end: index), value: value, hasUnderscore: underscore)
  }

  /// Whether nothing but spaces stands around the value. Not all readers take the tabs away that RFC 9110 allows (5.6.3), and
  /// whoever leaves them knows another length of the message.
  func isPlain(in bytes: Bytes) -> Bool {
    var after = value.end
    while bytes[after] == 0x20 { after += 1 }
    return bytes[after] == 0x0D && (name.end + 1..<value.start).allSatisfy { bytes[$0] == 0x20 }
  }
}
