/// The lines of a source that are not blank and no comment, as far as a look at each line alone can tell.
enum SourceLines {
  /// Lines that are looked at.
  private static let limit = 5000
  /// Bytes of a line that are looked at.
  private static let lineLimit = 400

  /// With numbers from 1. `comment` is what begins a comment: `#`, `//`.
  static func of(_ source: String, comment: String) -> [(number: Int, line: Substring)] {
    let lines = source.split(maxSplits: limit, omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return lines.enumerated().compactMap { index, line in
      let content = line.drop(while: \.isWhitespace)
      guard !content.isEmpty, !content.hasPrefix(comment), line.utf8.count <= lineLimit else { return nil }
      return (index + 1, line)
    }
  }
}
