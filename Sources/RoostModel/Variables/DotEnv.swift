/// A file of `NAME=value` lines, as tools of many languages read it: comments, `export`, quotes, values of several lines.
///
/// `$` is a letter like any other. Of a name that stands there twice the last value counts.
package struct DotEnv: Sendable, Equatable {
  package struct Entry: Sendable, Equatable {
    package var name: VariableName
    package var value: String
    package init(name: VariableName, value: String) {
      self.name = name
      self.value = value
    }
  }
  /// In the order of the file.
  package private(set) var entries: [Entry] = []
  /// Names that are Roost's own and were passed over.
  package private(set) var reserved: [String] = []

  package static let longest = 1 << 20

  /// `variable.invalid` with the number of the first bad line. Never tells what stands in it.
  package init(_ bytes: [UInt8], file: String) throws(Problem) {
    guard bytes.count <= DotEnv.longest else {
      throw Problem(
        .variableInvalid, "\(file) is larger than \(ByteCount(UInt64(DotEnv.longest)))", hint: "import the part that matters")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Problem(.variableInvalid, "\(file) is not UTF-8", hint: "convert it: iconv -t UTF-8 \(file)")
    }
    var scanner = DotEnvScanner(text)
    while true {
      let line = scanner.line
      do throws(DotEnvScanner.Fault) {
        guard let (name, value) = try scanner.next() else { return }
        try add(name, value, line)
      } catch {
        throw Problem(
          .variableInvalid, "line \(error.line) of \(file) \(error.what)",
          hint: "mend that line, then import again; nothing was changed")
      }
    }
  }

  private mutating func add(_ name: String, _ value: String, _ line: Int) throws(DotEnvScanner.Fault) {
    if VariableName.isReserved(name) {
      if !reserved.contains(name) { reserved.append(name) }
      return
    }
    do throws(Problem) {
      let name = try VariableName(name)
      try VariableLimits.check(value, of: name)
      entries.removeAll { $0.name == name }
      entries.append(Entry(name: name, value: value))
    } catch {
      throw DotEnvScanner.Fault(line: line, what: "is not accepted: \(error.message)")
    }
  }
}

/// Reads one assignment after the other.
private struct DotEnvScanner {
  struct Fault: Error {
    var line: Int
    var what: String
  }

  private let bytes: [UInt8]
  private var place = 0
  /// The one that is read next, from 1.
  private(set) var line = 1

  init(_ text: String) {
    // A mark some editors put first; and lines may end as on Windows.
    let body = text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
    bytes = Array(body.replacing("\r\n", with: "\n").utf8)
  }

  mutating func next() throws(Fault) -> (name: String, value: String)? {
    skipBlankLines()
    guard place < bytes.count else { return nil }
    let began = line
    let name = try name()
    skipSpaces()
    guard take() == UInt8(ascii: "=") else { throw Fault(line: began, what: "is not NAME=value") }
    skipSpaces()
    switch peek() {
    case UInt8(ascii: "'"): return (name, try quoted(UInt8(ascii: "'"), began))
    case UInt8(ascii: "\""): return (name, try quoted(UInt8(ascii: "\""), began))
    default: return (name, plain())
    }
  }

  private mutating func name() throws(Fault) -> String {
    var word = self.word()
    if word == "export", peek() == UInt8(ascii: " ") || peek() == UInt8(ascii: "\t") {
      skipSpaces()
      word = self.word()
    }
    guard VariableName.isWellFormed(word) else { throw Fault(line: line, what: "does not begin with the name of a variable") }
    return word
  }

  private mutating func word() -> String {
    let start = place
    while let byte = peek(), byte > 0x20, byte != UInt8(ascii: "=") { place += 1 }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  /// Up to the end of the line, or to a `#` after a space.
  private mutating func plain() -> String {
    var value: [UInt8] = []
    while let byte = take(), byte != UInt8(ascii: "\n") {
      if byte == UInt8(ascii: "#"), value.isEmpty || value.last == UInt8(ascii: " ") || value.last == UInt8(ascii: "\t") {
        skipLine()
        break
      }
      value.append(byte)
    }
    while let last = value.last, last <= 0x20 { value.removeLast() }
    return String(decoding: value, as: UTF8.self)
  }

  private mutating func quoted(_ quote: UInt8, _ began: Int) throws(Fault) -> String {
    place += 1
    var value: [UInt8] = []
    while let byte = take() {
      if byte == quote {
        try endLine()
        return String(decoding: value, as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), let next = peek() {
        if let meant = DotEnvScanner.escapes[next] {
          place += 1
          value.append(meant)
          continue
        }
      }
      value.append(byte)
    }
    throw Fault(line: began, what: "opens a quote that is never closed")
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9, UInt8(ascii: "\""): UInt8(ascii: "\""),
    UInt8(ascii: "\\"): UInt8(ascii: "\\"), UInt8(ascii: "$"): UInt8(ascii: "$"),
  ]

  /// After a closing quote only a comment may follow.
  private mutating func endLine() throws(Fault) {
    skipSpaces()
    switch peek() {
    case nil: return
    case UInt8(ascii: "\n"): _ = take()
    case UInt8(ascii: "#"): skipLine()
    default: throw Fault(line: line, what: "goes on after the closing quote")
    }
  }

  private mutating func skipBlankLines() {
    while let byte = peek() {
      if byte == UInt8(ascii: "#") { skipLine() } else if byte <= 0x20 { _ = take() } else { return }
    }
  }

  private mutating func skipLine() { while let byte = take(), byte != UInt8(ascii: "\n") {} }

  private mutating func skipSpaces() {
    while let byte = peek(), byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { place += 1 }
  }

  private func peek() -> UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func take() -> UInt8? {
    guard let byte = peek() else { return nil }
    place += 1
    if byte == UInt8(ascii: "\n") { line += 1 }
    return byte
  }
}
