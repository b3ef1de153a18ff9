/// A cursor over the bytes of a text that knows its line and column.
struct TextScanner {
  let file: String
  private let bytes: [UInt8]
  private(set) var offset = 0
  private(set) var position = SourcePosition.start

  init(_ text: String, file: String) {
    self.file = file
    bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  var isAtEnd: Bool { offset >= bytes.count }
  /// The byte at the cursor; `nil` at the end.
  var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  func peek(_ distance: Int) -> UInt8? {
    bytes.indices.contains(offset + distance) ? bytes[offset + distance] : nil
  }

  func isAt(_ text: StaticString) -> Bool {
    let end = offset + text.utf8CodeUnitCount
    guard end <= bytes.count else { return false }
    return text.withUTF8Buffer { $0.elementsEqual(bytes[offset..<end]) }
  }

  mutating func advance(_ count: Int = 1) {
    for _ in 0..<count where offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if byte == UInt8(ascii: "\n") {
        position = SourcePosition(line: position.line + 1, column: 1)
      } else if byte & 0xC0 != 0x80 {
        position.column += 1
      }
    }
  }

  mutating func skip(while matches: (UInt8) -> Bool) {
    while let byte = current, matches(byte) { advance() }
  }

  /// Takes the bytes for which `matches` holds.
  mutating func take(while matches: (UInt8) -> Bool) -> String {
    let start = offset
    skip(while: matches)
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  func fault(_ message: String) -> DocumentFault { DocumentFault(file: file, position: position, message: message) }

  /// What stands at the cursor, for sentences: `'x'`, `the end of the file`.
  var found: String {
    guard let byte = current else { return "the end of the file" }
    if byte == UInt8(ascii: "\n") { return "the end of the line" }
    guard (0x21...0x7E).contains(byte) else { return "a character that does not belong there" }
    return "'\(Character(Unicode.Scalar(byte)))'"
  }
}
