/// Reads the part of YAML that the shipped catalogue keeps to: tables and lists by indentation or in brackets, each text on
/// one line. Every command waits for that catalogue, and the parser of all of YAML takes ten times as long.
///
/// What it reads it reads as ``YAMLReader`` does, with the same places; `nil` for whatever goes beyond. Only for files that
/// are part of the executable: it keeps no limits.
struct PlainYAMLReader {
  private struct Beyond: Error {}

  private var scanner: PlainYAMLScanner

  static func read(_ text: String) -> DocumentNode? {
    var reader = PlainYAMLReader(scanner: PlainYAMLScanner(text))
    reader.scanner.skipToContent()
    do {
      let node = try reader.block()
      return reader.scanner.isAtEnd ? node : nil
    } catch {
      return nil
    }
  }

  /// A value that may go over several lines. Afterwards the cursor stands on what follows it, wherever that is.
  private mutating func block() throws(Beyond) -> DocumentNode {
    let position = scanner.position
    if scanner.isAtElement { return DocumentNode(value: .array(try blockElements()), position: position) }
    if scanner.isAtKey { return DocumentNode(value: .object(try blockMembers()), position: position) }
    return try lastOfLine()
  }

  private mutating func blockElements() throws(Beyond) -> [DocumentNode] {
    let column = scanner.column
    var elements: [DocumentNode] = []
    repeat {
      scanner.advance()
      scanner.skipBlanks()
      guard !scanner.isAtEndOfLine else { throw Beyond() }
      elements.append(try block())
    } while try goesOn(at: column) && scanner.isAtElement
    return elements
  }

  private mutating func blockMembers() throws(Beyond) -> [DocumentMember] {
    let column = scanner.column
    var members: [DocumentMember] = []
    repeat {
      let keyPosition = scanner.position
      let key = try key(in: members)
      let value: DocumentNode
      if scanner.isAtEndOfLine {
        scanner.skipToContent()
        guard scanner.column > column else { throw Beyond() }
        value = try block()
      } else {
        value = try lastOfLine()
      }
      members.append(DocumentMember(key: key, keyPosition: keyPosition, value: value))
    } while try goesOn(at: column)
    return members
  }

  /// Whether the next line belongs to a value that began in `column`; one that is indented deeper belongs to none.
  private func goesOn(at column: Int) throws(Beyond) -> Bool {
    guard !scanner.isAtEnd, scanner.column >= column else { return false }
    guard scanner.column == column else { throw Beyond() }
    return true
  }

  private mutating func lastOfLine() throws(Beyond) -> DocumentNode {
    let node = try inline(endedBy: [])
    scanner.skipBlanks()
    guard scanner.isAtEndOfLine else { throw Beyond() }
    scanner.skipToContent()
    return node
  }

  /// A value on this line. `ends` are the bytes that end a bare text beside the line's end.
  private mutating func inline(endedBy ends: [UInt8]) throws(Beyond) -> DocumentNode {
    let position = scanner.position
    let value: DocumentNode.Value
    switch scanner.current {
    case UInt8(ascii: "["): value = .array(try elements())
    case UInt8(ascii: "{"): value = .object(try members())
    case UInt8(ascii: "\""), UInt8(ascii: "'"): value = .string(try quoted())
    default: value = YAMLConversion.plain(try bare(endedBy: ends))
    }
    return DocumentNode(value: value, position: position)
  }

  private mutating func elements() throws(Beyond) -> [DocumentNode] {
    var elements: [DocumentNode] = []
    while try isInside(until: UInt8(ascii: "]"), isFirst: elements.isEmpty) {
      elements.append(try inline(endedBy: PlainYAMLScanner.brackets))
    }
    return elements
  }

  private mutating func members() throws(Beyond) -> [DocumentMember] {
    var members: [DocumentMember] = []
    while try isInside(until: UInt8(ascii: "}"), isFirst: members.isEmpty) {
      let position = scanner.position
      let key = try key(in: members)
      let value = try inline(endedBy: PlainYAMLScanner.brackets)
      members.append(DocumentMember(key: key, keyPosition: position, value: value))
    }
    return members
  }

  /// Steps over the opening bracket or the comma, or over the closing bracket, after which nothing follows.
  private mutating func isInside(until end: UInt8, isFirst: Bool) throws(Beyond) -> Bool {
    scanner.skipBlanks()
    if scanner.current == end {
      scanner.advance()
      return false
    }
    guard isFirst || scanner.current == UInt8(ascii: ",") else { throw Beyond() }
    scanner.advance()
    scanner.skipBlanks()
    guard isFirst, scanner.current == end else { return true }
    scanner.advance()
    return false
  }

  private mutating func key(in members: [DocumentMember]) throws(Beyond) -> String {
    guard scanner.isAtKey else { throw Beyond() }
    let key = scanner.take { $0 != UInt8(ascii: ":") }
    scanner.advance()
    scanner.skipBlanks()
    guard !members.contains(where: { $0.key == key }) else { throw Beyond() }
    return key
  }

  private mutating func bare(endedBy ends: [UInt8]) throws(Beyond) -> String {
    guard let text = scanner.bareText(endedBy: ends) else { throw Beyond() }
    return text
  }

  private mutating func quoted() throws(Beyond) -> String {
    guard let text = scanner.quotedText() else { throw Beyond() }
    return text
  }
}
