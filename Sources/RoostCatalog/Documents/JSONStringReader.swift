/// Reads a text in double quotes with JSON's escapes. The cursor stands on the opening quote.
struct JSONStringReader {
  var scanner: TextScanner

  mutating func read() throws(DocumentFault) -> String {
    scanner.advance()
    var text = ""
    while true {
      text += scanner.take { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
      switch scanner.current {
      case UInt8(ascii: "\""):
        scanner.advance()
        return text
      case UInt8(ascii: "\\"): text.unicodeScalars.append(try escape())
      default: throw scanner.fault("expected the closing '\"' of a text, found \(scanner.found)")
      }
    }
  }

  private mutating func escape() throws(DocumentFault) -> Unicode.Scalar {
    scanner.advance()
    guard let byte = scanner.current else { throw scanner.fault("expected the rest of an escape, found \(scanner.found)") }
    if byte == UInt8(ascii: "u") {
      scanner.advance()
      return try unicodeEscape()
    }
    guard let scalar = JSONStringReader.escapes[byte] else { throw scanner.fault("'\\' cannot stand before \(scanner.found)") }
    scanner.advance()
    return scalar
  }

  private static let escapes: [UInt8: Unicode.Scalar] = [
    UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/", UInt8(ascii: "b"): "\u{8}",
    UInt8(ascii: "f"): "\u{c}", UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
  ]

  /// Two escapes make a character beyond the basic plane; half of such a pair becomes U+FFFD.
  private mutating func unicodeEscape() throws(DocumentFault) -> Unicode.Scalar {
    let unit = try hexadecimal()
    if (0xD800..<0xDC00).contains(unit), scanner.isAt("\\u") {
      scanner.advance(2)
      let low = try hexadecimal()
      guard (0xDC00..<0xE000).contains(low) else { return "\u{FFFD}" }
      return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
    }
    return Unicode.Scalar(unit) ?? "\u{FFFD}"
  }

  private mutating func hexadecimal() throws(DocumentFault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = scanner.current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw scanner.fault("expected four hexadecimal digits after \\u, found \(scanner.found)")
      }
      value = value << 4 | UInt32(digit)
      scanner.advance()
    }
    return value
  }
}
