/// Reads the grammar of selectors: exact versions, prefixes, `^ ~ ~=`, comparators, hyphen ranges, `x`, `||`.
struct SelectorParser {
  let scheme: VersionScheme
  private var terms: TermReader { TermReader(scheme: scheme) }

  init(scheme: VersionScheme) { self.scheme = scheme }

  /// Each side of a `||` may be a channel instead.
  func parse(_ text: String, channels: Channels = Channels([:])) throws(SelectorFault) -> [VersionRange] {
    guard text.utf8.count <= 256 else { throw SelectorFault(message: "it is longer than 256 bytes") }
    var ranges: [VersionRange] = []
    for side in sides(of: text) {
      switch channels[side.trimmed.lowercased()] {
      case .newest: ranges.append(VersionRange(clauses: [.any], namedPreReleases: []))
      case .versions(let versions): ranges += try parse(versions)
      case nil: ranges.append(try range(side))
      }
    }
    return ranges
  }

  private func sides(of text: String) -> [Substring] {
    guard text.utf8.contains(UInt8(ascii: "|")) else { return [text[...]] }
    let text = scheme == .composer ? text.replacing("||", with: "|") : text
    let bar = scheme == .composer ? "|" : "||"
    var sides: [Substring] = []
    var rest = text[...]
    while let found = rest.firstRange(of: bar) {
      sides.append(rest[..<found.lowerBound])
      rest = rest[found.upperBound...]
    }
    return sides + [rest]
  }

  private func range(_ text: Substring) throws(SelectorFault) -> VersionRange {
    let words = words(text)
    guard !words.isEmpty else { throw SelectorFault(message: "a side of it is empty") }
    var found = VersionRange(clauses: [], namedPreReleases: [])
    var index = 0
    while index < words.count {
      let isHyphenRange = index + 2 < words.count && words[index + 1] == "-"
      let term =
        isHyphenRange
        ? try terms.hyphenRange(from: words[index], to: words[index + 2]) : try terms.term(words[index])
      found.clauses += term.clauses
      found.namedPreReleases += term.namedPreReleases
      index += isHyphenRange ? 3 : 1
    }
    return found
  }

  /// Splits at blanks and commas; an operator keeps the word after it: `>= 18` is one word.
  private func words(_ text: Substring) -> [String] {
    var words: [String] = []
    for word in text.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
      if let last = words.last, TermReader.isOperator(last) {
        words[words.count - 1] = last + word
      } else {
        words.append(String(word))
      }
    }
    // Composer's `8.1@stable`: how stable a version must be.
    return scheme == .composer ? words.map { String($0.prefix { $0 != "@" }) } : words
  }
}
