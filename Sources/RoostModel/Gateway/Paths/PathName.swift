/// A name behind a colon in a path: a letter, then letters, digits and `_`.
enum PathName {
  static let splat = "splat"

  static func isName(_ text: Substring) -> Bool { !text.isEmpty && prefix(of: text).endIndex == text.endIndex }

  /// As much of the text as is a name; empty for none.
  static func prefix(of text: Substring) -> Substring {
    let name = text.utf8.prefix(while: ASCII.isWord)
    return text[..<(name.first.map(ASCII.isLetter) ?? false ? name.endIndex : text.startIndex)]
  }
}
