/// Text of an app or a tool, made harmless for a terminal: line breaks, tabs and colours stay, whatever else would
/// steer the terminal is shown as `?`.
enum CleanText {
  /// With `colours` false, colour sequences are left out too.
  static func clean(_ text: String, colours: Bool) -> String {
    var clean = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "\u{1B}", let sequence = colourSequence(rest) {
        rest = rest[sequence.endIndex...]
        if colours {
          clean.append(scalar)
          clean.append(contentsOf: sequence)
        }
      } else if scalar == "\r" {
        if rest.first != "\n" { clean.append("\n") }
      } else {
        clean.append(isHarmless(scalar) ? scalar : "?")
      }
    }
    return String(clean)
  }

  /// The same in one line, without colours.
  static func line(_ text: String) -> String {
    clean(text, colours: false).split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  /// `[`, up to 20 digits and semicolons, `m`.
  private static func colourSequence(_ text: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView? {
    guard text.first == "[" else { return nil }
    let end = text.dropFirst().prefix(20).firstIndex { !("0"..."9").contains($0) && $0 != ";" }
    guard let end, text[end] == "m" else { return nil }
    return text[...end]
  }

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "\n" || scalar == "\t" { return true }
    // C0, DEL and C1, and the marks that turn the reading direction round.
    let steers = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    let turns = (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    return !steers && !turns
  }
}
