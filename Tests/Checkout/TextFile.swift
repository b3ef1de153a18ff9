/// A text file of the working copy. Lines count from 1, as editors count them.
package struct TextFile: Sendable {
  /// Relative to the checkout, `/` between the parts.
  package let path: String
  package let text: String

  package init(path: String, text: String) {
    self.path = path
    self.text = text
  }

  package var lines: [Substring] { TextFile.lines(of: text) }

  /// The lines without comments and without the text of string literals; as many as ``lines``.
  package var codeLines: [Substring] {
    var scanner = SwiftCodeScanner(text)
    return TextFile.lines(of: scanner.code())
  }

  /// `path:line` of each line that `pattern` is found in.
  package func places(of pattern: some RegexComponent, in lines: [Substring]) -> [String] {
    lines.enumerated().filter { $0.element.contains(pattern) }.map { "\(path):\($0.offset + 1)" }
  }

  private static func lines(of text: String) -> [Substring] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    return lines
  }
}
