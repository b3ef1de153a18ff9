import NIOHPACK

/// The rules of a field in HTTP/2 (RFC 9113, 8.2).
enum HTTP2Field {
  /// A token without capital letters.
  static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy { Token.contains($0) && $0 &- UInt8(ascii: "A") >= 26 }
  }

  /// No NUL, CR or LF, and no blank at either end.
  static func isValue(_ value: String) -> Bool {
    let bytes = value.utf8
    return !bytes.contains { $0 == 0 || $0 == 0x0A || $0 == 0x0D } && !(bytes.first.map(isBlank) ?? false)
      && !(bytes.last.map(isBlank) ?? false)
  }

  /// What speaks of one connection of HTTP/1.1 and has no meaning here. `name` is in lower case.
  static func isOfConnection(_ name: String) -> Bool {
    switch name {
    case "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade", "http2-settings": true
    default: false
    }
  }

  /// The fields of some lines, each with its CR LF, as HTTP/2 has them.
  static func add(_ lines: Span, of bytes: Bytes, to headers: inout HPACKHeaders, without isDropped: (String) -> Bool) {
    var start = lines.start
    while start < lines.end {
      var end = start
      while end < lines.end, bytes[end] != 0x0D { end += 1 }
      // Parsed before without a fault, or the lines would not have come this far.
      if let field = try? FieldLine.parse(Span(start: start, end: end), in: bytes) {
        let name = field.name.text(in: bytes).lowercased()
        if !isOfConnection(name), !isDropped(name) { headers.add(name: name, value: field.value.text(in: bytes)) }
      }
      start = end + 2
    }
  }
}
