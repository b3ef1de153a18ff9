import RoostModel

/// The statements of a Python source that begin at its left margin, outside texts, brackets and comments, as far as they
/// call or define something.
struct PythonStatements {
  /// The beginning of the first line of each, and the line's number.
  private(set) var found: [(line: Int, text: String)] = []

  /// Bytes of a line that are looked at: what makes an app object stands at its beginning.
  private static let lineLimit = 300

  private var depth = 0
  /// The quote of a text of several lines that is open.
  private var openQuote: UInt8?
  private var continues = false

  static func of(_ source: String) -> [(line: Int, text: String)] {
    var statements = PythonStatements()
    let lines = source.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      statements.add(line.last == UInt8(ascii: "\r") ? Array(line.dropLast()) : Array(line), number: index + 1)
    }
    return statements.found
  }

  private mutating func add(_ line: [UInt8], number: Int) {
    let isFresh = depth == 0 && openQuote == nil && !continues
    if isFresh, let first = line.first, ASCII.isWord(first), line.contains(UInt8(ascii: "(")) {
      found.append((number, String(decoding: line.prefix(Self.lineLimit), as: UTF8.self)))
    }
    scan(line)
  }

  /// Follows quotes and brackets to the end of the line.
  private mutating func scan(_ line: [UInt8]) {
    continues = false
    var index = 0
    while index < line.count {
      let byte = line[index]
      if let quote = openQuote {
        if byte == UInt8(ascii: "\\") {
          index += 1
        } else if isTriple(quote, line, index) {
          openQuote = nil
          index += 2
        }
      } else if byte == UInt8(ascii: "#") {
        return
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        if isTriple(byte, line, index) {
          openQuote = byte
          index += 2
        } else {
          index = endOfText(line, from: index)
        }
      } else {
        follow(byte, isLast: index == line.count - 1)
      }
      index += 1
    }
  }

  private mutating func follow(_ byte: UInt8, isLast: Bool) {
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
    case UInt8(ascii: "\\"): continues = isLast
    default: break
    }
  }

  private func isTriple(_ quote: UInt8, _ line: [UInt8], _ index: Int) -> Bool {
    index + 2 < line.count && line[index] == quote && line[index + 1] == quote && line[index + 2] == quote
  }

  /// The index of the closing quote of a text of one line, or of the line's end.
  private func endOfText(_ line: [UInt8], from start: Int) -> Int {
    var index = start + 1
    while index < line.count, line[index] != line[start] {
      index += line[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return index
  }
}
