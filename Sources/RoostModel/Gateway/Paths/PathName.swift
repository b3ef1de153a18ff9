/// A name behind a colon in a path: a letter, then letters, digits and `_`.
enum PathName {
  static let splat = "splat"

  static func isName(_ text: Substring) -> Bool { !text.isEmpty && prefix(of: text).endIndex == text.endIndex }

  /// As much of the text as is a name; empty for none.
  static func prefix(of text: Substring) -> Substring {
    let name = text.utf8.prefix { isLetter($0) || (48...57).contains($0) || $0 == UInt8(ascii: "_") }
    return text[..<(name.first.map(isLetter) ?? false ? name.endIndex : text.startIndex)]
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }
}
