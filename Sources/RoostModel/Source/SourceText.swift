/// Texts of others (commit messages, names of authors) made harmless for a terminal and a page, in one line.
package enum SourceText {
  package static func line(_ text: String, atMost limit: Int = 200) -> String {
    let first = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    let clean = String(String.UnicodeScalarView(first.unicodeScalars.filter(isHarmless)))
    return clean.count > limit ? clean.prefix(limit - 1) + "…" : clean
  }

  /// A name for an app, made from a file's or a repository's; `nil` when nothing of it can be one.
  package static func appName(from text: String) -> AppName? {
    var name = ""
    for scalar in text.lowercased().unicodeScalars {
      let isPlain = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
      if isPlain { name.unicodeScalars.append(scalar) } else if !name.isEmpty, name.last != "-" { name.append("-") }
    }
    name = String(name.drop { !("a"..."z").contains($0) }.prefix(40))
    while name.last == "-" { name.removeLast() }
    return try? AppName(name)
  }

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    // C0, DEL, C1, and the marks that turn the reading direction round or are not seen.
    let steers = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    let turns = (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    let hides = (0x200B...0x200F).contains(scalar.value) || scalar.value == 0xFEFF
    return !steers && !turns && !hides
  }
}
