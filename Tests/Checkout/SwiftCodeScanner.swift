/// Takes comments and the text of string literals out of Swift source, keeping every line break and the code inside
/// interpolations. Regex literals are not known to it: one that holds a quotation mark belongs into `#/ /#` and on its own line.
struct SwiftCodeScanner {
  private let bytes: [UInt8]
  private var index = 0
  private var output: [UInt8] = []

  init(_ text: String) {
    bytes = Array(text.utf8)
    output.reserveCapacity(bytes.count)
  }

  mutating func code() -> String {
    scanCode(untilClosingParenthesis: false)
    return String(decoding: output, as: UTF8.self)
  }

  private mutating func scanCode(untilClosingParenthesis: Bool) {
    var depth = 0
    while index < bytes.count {
      if starts("//") {
        skipLineComment()
      } else if starts("/*") {
        skipBlockComment()
      } else if let delimiter = stringDelimiter() {
        skipString(delimiter)
      } else {
        depth += parenthesis
        if untilClosingParenthesis, depth < 0 { return }
        output.append(bytes[index])
        index += 1
      }
    }
  }

  /// 1 for an opening parenthesis at the current place, -1 for a closing one.
  private var parenthesis: Int {
    switch bytes[index] {
    case UInt8(ascii: "("): 1
    case UInt8(ascii: ")"): -1
    default: 0
    }
  }

  private mutating func skipLineComment() {
    while index < bytes.count, !starts("\n") { index += 1 }
  }

  private mutating func skipBlockComment() {
    var depth = 0
    repeat {
      if starts("/*") {
        depth += 1
        index += 2
      } else if starts("*/") {
        depth -= 1
        index += 2
      } else {
        skipKeepingLines()
      }
    } while depth > 0 && index < bytes.count
  }

  /// The opening of a string literal at the current place: how many `#`, and whether it has three quotation marks.
  private func stringDelimiter() -> (pounds: Int, isMultiline: Bool)? {
    var place = index
    while place < bytes.count, bytes[place] == UInt8(ascii: "#") { place += 1 }
    guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { return nil }
    return (place - index, starts("\"\"\"", at: place))
  }

  private mutating func skipString(_ delimiter: (pounds: Int, isMultiline: Bool)) {
    let pounds = String(repeating: "#", count: delimiter.pounds)
    let quotes = delimiter.isMultiline ? "\"\"\"" : "\""
    index += pounds.utf8.count + quotes.utf8.count
    output.append(contentsOf: "\"\"".utf8)
    while index < bytes.count, !starts(quotes + pounds) {
      if starts("\\" + pounds + "(") {
        index += 2 + pounds.utf8.count
        output.append(UInt8(ascii: " "))
        scanCode(untilClosingParenthesis: true)
        index += 1
      } else if starts("\\" + pounds) {
        index += 1 + pounds.utf8.count
        if index < bytes.count { skipKeepingLines() }
      } else {
        skipKeepingLines()
      }
    }
    index += pounds.utf8.count + quotes.utf8.count
  }

  private mutating func skipKeepingLines() {
    if starts("\n") { output.append(bytes[index]) }
    index += 1
  }

  private func starts(_ text: String) -> Bool { starts(text, at: index) }

  private func starts(_ text: String, at place: Int) -> Bool {
    var place = place
    for byte in text.utf8 {
      guard place < bytes.count, bytes[place] == byte else { return false }
      place += 1
    }
    return true
  }
}
