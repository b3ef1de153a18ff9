import RoostModel

/// Reads JSON and says of a broken one what was expected where. Strict (RFC 8259), or as editors take their settings: with
/// comments, and with a comma after the last element.
struct JSONReader {
  private var scanner: TextScanner
  private let isRelaxed: Bool
  private var nodes = 0
  private let nodeLimit: Int

  static func read(
    _ text: String, file: String, allowingComments isRelaxed: Bool = false, nodeLimit: Int = DocumentLimits.nodes
  ) throws(DocumentFault) -> DocumentNode {
    var reader = JSONReader(scanner: TextScanner(text, file: file), isRelaxed: isRelaxed, nodeLimit: nodeLimit)
    reader.skipBlanks()
    let node = try reader.value(depth: 0)
    reader.skipBlanks()
    guard reader.scanner.isAtEnd else {
      throw reader.scanner.fault("expected the end of the file, found \(reader.scanner.found)")
    }
    return node
  }

  private mutating func value(depth: Int) throws(DocumentFault) -> DocumentNode {
    nodes += 1
    guard depth <= DocumentLimits.depth else { throw scanner.fault("it is nested more than \(DocumentLimits.depth) deep") }
    guard nodes <= nodeLimit else { throw scanner.fault("it has more than \(nodeLimit) values") }
    let position = scanner.position
    let value: DocumentNode.Value
    switch scanner.current {
    case UInt8(ascii: "{"): value = .object(try members(depth: depth))
    case UInt8(ascii: "["): value = .array(try elements(depth: depth))
    case UInt8(ascii: "\""): value = .string(try string())
    case let byte? where byte == UInt8(ascii: "-") || ASCII.isDigit(byte): value = .number(try number())
    default: value = try word()
    }
    return DocumentNode(value: value, position: position)
  }

  private mutating func word() throws(DocumentFault) -> DocumentNode.Value {
    for (word, value) in JSONReader.words where scanner.isAt(word) {
      scanner.advance(word.utf8CodeUnitCount)
      return value
    }
    throw scanner.fault("expected a value, found \(scanner.found)\(advice)")
  }

  private static let words: [(StaticString, DocumentNode.Value)] = [
    ("true", .bool(true)), ("false", .bool(false)), ("null", .null),
  ]

  /// What people write that JSON does not have.
  private var advice: String {
    if scanner.isAt("<<<<<<<") || scanner.isAt(">>>>>>>") || scanner.isAt("=======") {
      return ": a merge conflict is left in the file"
    }
    switch scanner.current {
    case UInt8(ascii: "'"): return ": JSON has double quotes only"
    case UInt8(ascii: "/"): return ": JSON has no comments"
    case UInt8(ascii: "}"), UInt8(ascii: "]"): return ": is there a comma too many before it?"
    default: return ""
    }
  }

  private mutating func members(depth: Int) throws(DocumentFault) -> [DocumentMember] {
    var members: [DocumentMember] = []
    try list(closedBy: UInt8(ascii: "}"), name: "'}'") { (reader) throws(DocumentFault) in
      let position = reader.scanner.position
      guard reader.scanner.current == UInt8(ascii: "\"") else {
        throw reader.scanner.fault("expected a key in double quotes, found \(reader.scanner.found)\(reader.advice)")
      }
      let key = try reader.string()
      reader.skipBlanks()
      guard reader.scanner.current == UInt8(ascii: ":") else {
        throw reader.scanner.fault("expected ':' after the key \"\(key.prefix(40))\", found \(reader.scanner.found)")
      }
      reader.scanner.advance()
      reader.skipBlanks()
      members.append(DocumentMember(key: key, keyPosition: position, value: try reader.value(depth: depth + 1)))
    }
    return members
  }

  private mutating func elements(depth: Int) throws(DocumentFault) -> [DocumentNode] {
    var elements: [DocumentNode] = []
    try list(closedBy: UInt8(ascii: "]"), name: "']'") { (reader) throws(DocumentFault) in
      elements.append(try reader.value(depth: depth + 1))
    }
    return elements
  }

  private mutating func list(
    closedBy end: UInt8, name: String, each: (inout JSONReader) throws(DocumentFault) -> Void
  ) throws(DocumentFault) {
    scanner.advance()
    skipBlanks()
    if scanner.current == end { return scanner.advance() }
    while true {
      try each(&self)
      skipBlanks()
      if scanner.current == end { return scanner.advance() }
      guard scanner.current == UInt8(ascii: ",") else {
        throw scanner.fault("expected ',' or \(name), found \(scanner.found)\(advice)")
      }
      scanner.advance()
      skipBlanks()
      if isRelaxed, scanner.current == end { return scanner.advance() }
    }
  }

  private mutating func string() throws(DocumentFault) -> String {
    var strings = JSONStringReader(scanner: scanner)
    let text = try strings.read()
    scanner = strings.scanner
    return text
  }

  private mutating func number() throws(DocumentFault) -> String {
    let sign = scanner.take { $0 == UInt8(ascii: "-") }
    let whole = scanner.take(while: ASCII.isDigit)
    guard sign.count <= 1, !whole.isEmpty, whole == "0" || whole.first != "0" else { throw scanner.fault("this is not a number") }
    var text = sign + whole
    if scanner.current == UInt8(ascii: ".") { text += try digits(after: scanner.take { $0 == UInt8(ascii: ".") }) }
    if scanner.current.map({ $0 | 0x20 }) == UInt8(ascii: "e") {
      text += try digits(after: scanner.take { "eE+-".utf8.contains($0) })
    }
    return text
  }

  private mutating func digits(after mark: String) throws(DocumentFault) -> String {
    let digits = scanner.take(while: ASCII.isDigit)
    guard !digits.isEmpty, mark.count <= 2 else { throw scanner.fault("expected digits, found \(scanner.found)") }
    return mark + digits
  }

  private mutating func skipBlanks() {
    scanner.skip(while: JSONReader.isBlank)
    while isRelaxed, scanner.isAt("//") || scanner.isAt("/*") {
      skipComment()
      scanner.skip(while: JSONReader.isBlank)
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

  /// One that is not closed goes to the end of the file, where something is missing.
  private mutating func skipComment() {
    if scanner.isAt("//") { return scanner.skip { $0 != 0x0A } }
    scanner.advance(2)
    while !scanner.isAtEnd, !scanner.isAt("*/") { scanner.advance() }
    scanner.advance(2)
  }
}
