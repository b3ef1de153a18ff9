/// What a regular expression finds in a list. Pure.
enum ListingText {
  /// The first group of every match, in order, each once.
  static func groups(of pattern: String, in text: String) throws(ListingFault) -> [String] {
    let regex: Regex<AnyRegexOutput>
    do { regex = try Regex(pattern) } catch { throw ListingFault("is read with a pattern that is none: \(pattern.prefix(80))") }
    var found: [String] = []
    var known: Set<String> = []
    for part in parts(of: text, for: pattern) {
      for match in part.matches(of: regex) {
        guard match.output.count > 1, let group = match.output[1].substring else { continue }
        if known.insert(String(group)).inserted { found.append(String(group)) }
      }
    }
    return found
  }

  /// Lines are searched one by one, which is far cheaper, unless the pattern means to cross them.
  private static func parts(of text: String, for pattern: String) -> [Substring] {
    let crosses = ["\\s", "\\n", "\\S", "[^", "(?s"].contains { pattern.contains($0) }
    return crosses ? [text[...]] : text.split(whereSeparator: \.isNewline)
  }

  /// A text as a pattern that matches only it.
  static func escaped(_ text: String) -> String {
    text.reduce(into: "") { $0 += ($1.isLetter || $1.isNumber || "-_/".contains($1)) ? String($1) : "\\\($1)" }
  }
}
