/// Reads TOML's four kinds of text. The cursor stands on the opening quote.
struct TOMLStringReader {
  var scanner: TextScanner

  mutating func read() throws(DocumentFault) -> String {
    if scanner.isAt("\"\"\"") { return try long(quote: UInt8(ascii: "\""), escapes: true) }
    if scanner.isAt("'''") { return try long(quote: UInt8(ascii: "'"), escapes: false) }
    if scanner.current == UInt8(ascii: "'") { return try literal() }
    var strings = JSONStringReader(scanner: scanner)
    let text = try strings.read()
    scanner = strings.scanner
    return text
  }

  private mutating func literal() throws(DocumentFault) -> String {
    scanner.advance()
    let text = scanner.take { $0 != UInt8(ascii: "'") && $0 != 0x0A }
    guard scanner.current == UInt8(ascii: "'") else { throw scanner.fault("expected the closing ''' of a text") }
    scanner.advance()
    return text
  }

  /// Escapes stay as they are written: no text that detection asks for has one.
  private mutating func long(quote: UInt8, escapes: Bool) throws(DocumentFault) -> String {
    scanner.advance(3)
    var text = ""
    while !(scanner.current == quote && scanner.peek(1) == quote && scanner.peek(2) == quote) {
      guard !scanner.isAtEnd else { throw scanner.fault("expected the end of a text of several lines") }
      if escapes, scanner.current == UInt8(ascii: "\\") {
        scanner.advance(2)
        continue
      }
      text += scanner.take { $0 != quote && !(escapes && $0 == UInt8(ascii: "\\")) }
      if scanner.current == quote, !(scanner.peek(1) == quote && scanner.peek(2) == quote) {
        text.unicodeScalars.append(Unicode.Scalar(quote))
        scanner.advance()
      }
    }
    scanner.advance(3)
    return text
  }
}
