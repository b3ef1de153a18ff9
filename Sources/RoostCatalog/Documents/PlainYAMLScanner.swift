import RoostModel

/// A cursor over the bytes of a YAML text, for ``PlainYAMLReader``. It knows lines and where on them it stands.
struct PlainYAMLScanner {
  static let brackets = Array(",[]{}".utf8)
  /// What a bare text cannot begin with.
  private static let indicators = Array("&*!|>%@`?,[]{}#\"':".utf8)
  private static let newline = UInt8(ascii: "\n")

  /// Ends in an empty line, so that there is always a byte after the cursor.
  private let bytes: [UInt8]
  private var offset = 0
  private var line = 1
  private var lineStart = 0

  init(_ text: String) { bytes = Array(text.utf8) + [Self.newline, Self.newline] }

  var current: UInt8 { bytes[offset] }
  var isAtEnd: Bool { offset >= bytes.count - 1 }
  var column: Int { offset - lineStart }
  var position: SourcePosition { SourcePosition(line: line, column: column + 1) }
  var isAtEndOfLine: Bool { current == Self.newline || (current == UInt8(ascii: "#") && isBlank(before: offset)) }
  var isAtElement: Bool { current == UInt8(ascii: "-") && isGap(offset + 1) }

  /// A name, and after it a colon that a blank or the line's end follows.
  var isAtKey: Bool {
    var end = offset
    while ASCII.isWord(bytes[end]) || "-./*".utf8.contains(bytes[end]) { end += 1 }
    return end > offset && isMappingColon(end) && !isAtElement && bytes[offset] != UInt8(ascii: "*")
  }

  mutating func advance() { if offset < bytes.count - 1 { offset += 1 } }
  mutating func skipBlanks() { while current == UInt8(ascii: " ") { offset += 1 } }

  mutating func take(while matches: (UInt8) -> Bool) -> String {
    let start = offset
    while current != Self.newline, matches(current) { offset += 1 }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  /// Goes to the next line, from the end of one, that holds more than blanks and a comment; stays when it stands on such.
  mutating func skipToContent() {
    skipBlanks()
    while isAtEndOfLine, !isAtEnd {
      while current != Self.newline { offset += 1 }
      offset += 1
      line += 1
      lineStart = offset
      skipBlanks()
    }
  }

  /// A text without quotes; `nil` when it is none, or one that means something else.
  mutating func bareText(endedBy ends: [UInt8]) -> String? {
    guard !Self.indicators.contains(current), !isAtElement, !isAtEndOfLine else { return nil }
    let start = offset
    while !isAtEndOfLine, !ends.contains(current) {
      if isMappingColon(offset) { return nil }
      offset += 1
    }
    var end = offset
    while end > start, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// A text in quotes that ends on its line; `nil` when it does not, and for the rarer escapes.
  mutating func quotedText() -> String? {
    let quote = current
    var text: [UInt8] = []
    while true {
      advance()
      switch current {
      case Self.newline: return nil
      case quote:
        advance()
        guard quote == UInt8(ascii: "'"), current == quote else { return String(decoding: text, as: UTF8.self) }
        text.append(quote)
      case UInt8(ascii: "\\") where quote == UInt8(ascii: "\""):
        advance()
        guard let byte = Self.escaped(current) else { return nil }
        text.append(byte)
      default: text.append(current)
      }
    }
  }

  private static func escaped(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte
    case UInt8(ascii: "n"): newline
    case UInt8(ascii: "t"): UInt8(ascii: "\t")
    default: nil
    }
  }

  private func isBlank(before offset: Int) -> Bool { offset == lineStart || bytes[offset - 1] == UInt8(ascii: " ") }

  private func isGap(_ place: Int) -> Bool { bytes[place] == UInt8(ascii: " ") || bytes[place] == Self.newline }
  private func isMappingColon(_ place: Int) -> Bool { bytes[place] == UInt8(ascii: ":") && isGap(place + 1) }
}
