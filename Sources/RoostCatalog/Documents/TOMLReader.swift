import RoostModel

/// Reads TOML as far as detection asks: tables, keys, texts, lists. Other values keep their spelling; arrays of tables
/// are read over.
struct TOMLReader {
  private var scanner: TextScanner
  private var root: DocumentNode
  private var nodes = 0

  static func read(_ text: String, file: String) throws(DocumentFault) -> DocumentNode {
    let empty = DocumentNode(value: .object([]), position: .start)
    var reader = TOMLReader(scanner: TextScanner(text, file: file), root: empty)
    try reader.document()
    return reader.root
  }

  private mutating func document() throws(DocumentFault) {
    var table: [String]? = []
    while true {
      skipBlanksAndLines()
      guard let byte = scanner.current else { return }
      if byte == UInt8(ascii: "[") {
        table = try header()
      } else {
        let position = scanner.position
        let (keys, value) = try pair(depth: 0)
        if let table { root.insert(value, at: (table + keys)[...], keyPosition: position) }
      }
      try endOfLine()
    }
  }

  /// `nil` for an array of tables.
  private mutating func header() throws(DocumentFault) -> [String]? {
    let isArray = scanner.isAt("[[")
    scanner.advance(isArray ? 2 : 1)
    let keys = try self.keys()
    guard isArray ? scanner.isAt("]]") : scanner.isAt("]") else {
      throw scanner.fault("expected '\(isArray ? "]]" : "]")', found \(scanner.found)")
    }
    scanner.advance(isArray ? 2 : 1)
    return isArray ? nil : keys
  }

  private mutating func pair(depth: Int) throws(DocumentFault) -> ([String], DocumentNode) {
    let keys = try self.keys()
    guard scanner.current == UInt8(ascii: "=") else { throw scanner.fault("expected '=' after a key, found \(scanner.found)") }
    scanner.advance()
    skipBlanks()
    return (keys, try value(depth: depth))
  }

  private mutating func keys() throws(DocumentFault) -> [String] {
    var keys: [String] = []
    repeat {
      if !keys.isEmpty { scanner.advance() }
      skipBlanks()
      if scanner.current == UInt8(ascii: "\"") || scanner.current == UInt8(ascii: "'") {
        keys.append(try string())
      } else {
        keys.append(scanner.take { ASCII.isWord($0) || $0 == UInt8(ascii: "-") })
      }
      guard keys.last?.isEmpty == false, keys.count <= 16 else { throw scanner.fault("expected a key, found \(scanner.found)") }
      skipBlanks()
    } while scanner.current == UInt8(ascii: ".")
    return keys
  }

  private mutating func value(depth: Int) throws(DocumentFault) -> DocumentNode {
    nodes += 1
    guard depth <= DocumentLimits.depth, nodes <= DocumentLimits.nodes else {
      throw scanner.fault("it is nested too deep or has too many values")
    }
    let position = scanner.position
    switch scanner.current {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return DocumentNode(value: .string(try string()), position: position)
    case UInt8(ascii: "["): return DocumentNode(value: .array(try elements(depth: depth)), position: position)
    case UInt8(ascii: "{"): return try inlineTable(depth: depth, position: position)
    default: return DocumentNode(value: try bareValue(), position: position)
    }
  }

  private mutating func bareValue() throws(DocumentFault) -> DocumentNode.Value {
    let word = scanner.take { ASCII.isWord($0) || "+-.:".utf8.contains($0) }
    switch word {
    case "": throw scanner.fault("expected a value, found \(scanner.found)")
    case "true": return .bool(true)
    case "false": return .bool(false)
    default: return .number(word)
    }
  }

  private mutating func elements(depth: Int) throws(DocumentFault) -> [DocumentNode] {
    var elements: [DocumentNode] = []
    scanner.advance()
    while true {
      skipBlanksAndLines()
      if scanner.current == UInt8(ascii: "]") { break }
      elements.append(try value(depth: depth + 1))
      skipBlanksAndLines()
      if scanner.current == UInt8(ascii: ",") { scanner.advance() } else { break }
    }
    guard scanner.current == UInt8(ascii: "]") else { throw scanner.fault("expected ',' or ']', found \(scanner.found)") }
    scanner.advance()
    return elements
  }

  private mutating func inlineTable(depth: Int, position: SourcePosition) throws(DocumentFault) -> DocumentNode {
    var table = DocumentNode(value: .object([]), position: position)
    scanner.advance()
    while true {
      skipBlanksAndLines()
      if scanner.current == UInt8(ascii: "}") { break }
      let keyPosition = scanner.position
      let (keys, value) = try pair(depth: depth + 1)
      table.insert(value, at: keys[...], keyPosition: keyPosition)
      skipBlanksAndLines()
      if scanner.current == UInt8(ascii: ",") { scanner.advance() } else { break }
    }
    guard scanner.current == UInt8(ascii: "}") else { throw scanner.fault("expected ',' or '}', found \(scanner.found)") }
    scanner.advance()
    return table
  }

  private mutating func string() throws(DocumentFault) -> String {
    var strings = TOMLStringReader(scanner: scanner)
    let text = try strings.read()
    scanner = strings.scanner
    return text
  }

  private mutating func endOfLine() throws(DocumentFault) {
    skipBlanks()
    if scanner.current == UInt8(ascii: "#") { skipComment() }
    guard scanner.isAtEnd || scanner.current == 0x0A || scanner.current == 0x0D else {
      throw scanner.fault("expected the end of the line, found \(scanner.found)")
    }
  }

  private mutating func skipBlanks() { scanner.skip { $0 == 0x20 || $0 == 0x09 } }

  private mutating func skipComment() { scanner.skip { $0 != 0x0A } }

  private mutating func skipBlanksAndLines() {
    while let byte = scanner.current {
      if byte == UInt8(ascii: "#") {
        skipComment()
      } else if [0x20, 0x09, 0x0A, 0x0D].contains(byte) {
        scanner.advance()
      } else {
        return
      }
    }
  }
}
