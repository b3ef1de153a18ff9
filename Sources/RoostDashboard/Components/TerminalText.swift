/// Text of a program with its colours as spans. Other sequences that steer a terminal are left out.
enum TerminalText {
  private struct Style: Equatable {
    var isBold = false
    var isDim = false
    /// 0 to 15.
    var colour: Int?

    var classes: String? {
      let names = [isBold ? "b" : nil, isDim ? "d" : nil, colour.map { "c\($0)" }].compactMap { $0 }
      return names.isEmpty ? nil : names.joined(separator: " ")
    }

    mutating func apply(_ code: Int) {
      switch code {
      case 0: self = Style()
      case 1: isBold = true
      case 2: isDim = true
      case 22: (isBold, isDim) = (false, false)
      case 30...37: colour = code - 30
      case 90...97: colour = code - 82
      case 39: colour = nil
      default: break
      }
    }
  }

  static func html(_ text: String) -> HTML {
    var html = HTML()
    var style = Style()
    var run = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\u{1B}" else {
        if isShown(scalar) { run.append(scalar) }
        continue
      }
      guard let codes = sequence(&rest) else { continue }
      html.append(span(run, style))
      run = String.UnicodeScalarView()
      for code in codes { style.apply(code) }
    }
    html.append(span(run, style))
    return html
  }

  /// Text of a file: its lines stay lines, nothing in it steers anything.
  static func plain(_ text: String) -> HTML {
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where scalar == "\n" || isShown(scalar) { shown.append(scalar) }
    return HTML(text: String(shown))
  }

  private static func span(_ run: String.UnicodeScalarView, _ style: Style) -> HTML {
    let text = HTML(text: String(run))
    guard !text.isEmpty, let classes = style.classes else { return text }
    return Tag.span(.class(classes)) { text }
  }

  /// Takes `[` and what follows up to its final letter; the numbers when that is `m`.
  private static func sequence(_ rest: inout Substring.UnicodeScalarView) -> [Int]? {
    guard rest.first == "[" else {
      rest = rest.dropFirst()
      return nil
    }
    rest = rest.dropFirst()
    var digits = ""
    while let scalar = rest.popFirst() {
      if (0x40...0x7E).contains(scalar.value) {
        guard scalar == "m" else { return nil }
        return digits.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
      }
      if digits.unicodeScalars.count < 40 { digits.unicodeScalars.append(scalar) }
    }
    return nil
  }

  /// No marks that turn the reading direction round, no control characters.
  private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "\t" { return true }
    let turns = (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    return scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && !turns
  }
}
