/// The lines of a file that people write versions into, one after the other. Only the first thousand are looked at.
struct VersionLines {
  /// Without comments and blanks at the ends; never empty.
  private let lines: [(number: Int, text: String)]

  init(_ text: String, comment: String = "#") {
    let raw = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).prefix(1000)
    lines = raw.enumerated().compactMap { index, line in
      let content = line.firstRange(of: comment).map { line[..<$0.lowerBound] } ?? line
      let text = content.trimmed
      return text.isEmpty ? nil : (index + 1, text)
    }
  }

  /// The first line. pyenv allows several versions, the first is the one it runs.
  func first(_ file: VersionFile) -> VersionFinding? {
    guard let line = lines.first, let version = VersionLines.withoutPrefix(line.text, file) else { return nil }
    return .version(version, in: file, line: line.number, says: "says \(line.text)")
  }

  /// The line `KEY VERSION`; of several versions the first.
  func keyed(_ file: VersionFile) -> VersionFinding? {
    for line in lines {
      let words = line.text.split(whereSeparator: \.isWhitespace)
      guard words.count >= 2, String(words[0]) == file.key else { continue }
      guard let version = VersionLines.withoutPrefix(String(words[1]), file) else { return nil }
      return .version(version, in: file, line: line.number, says: "says \(words[0]) \(words[1])")
    }
    return nil
  }

  /// The line after a title.
  func below(_ title: String, _ file: VersionFile) -> VersionFinding? {
    guard let index = lines.firstIndex(where: { $0.text == title }), index + 1 < lines.count else { return nil }
    let line = lines[index + 1]
    guard let version = VersionLines.withoutPrefix(line.text, file) else { return nil }
    return .version(version, in: file, line: line.number, says: "says \(line.text)")
  }

  private static func withoutPrefix(_ text: String, _ file: VersionFile) -> String? {
    guard let prefix = file.prefix else { return text }
    return text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : nil
  }
}
