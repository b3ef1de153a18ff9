import RoostModel
import Yams

/// Turns a composed YAML document into nodes, within limits.
struct YAMLConversion {
  let file: String
  private var nodes = 0

  init(file: String) { self.file = file }

  mutating func node(_ node: Node, depth: Int) throws(DocumentFault) -> DocumentNode {
    nodes += 1
    let position = node.mark.map { SourcePosition(line: $0.line, column: $0.column) } ?? .start
    guard depth <= DocumentLimits.depth, nodes <= DocumentLimits.nodes else {
      throw DocumentFault(file: file, position: position, message: "it is nested too deep or has too many values")
    }
    return DocumentNode(value: try value(node, position, depth), position: position)
  }

  private mutating func value(_ node: Node, _ position: SourcePosition, _ depth: Int) throws(DocumentFault) -> DocumentNode.Value
  {
    switch node {
    case .scalar(let scalar): return YAMLConversion.scalar(scalar)
    case .sequence(let sequence):
      var elements: [DocumentNode] = []
      for element in sequence { elements.append(try self.node(element, depth: depth + 1)) }
      return .array(elements)
    case .mapping(let mapping):
      var members: [DocumentMember] = []
      for (key, value) in mapping { members.append(try member(key, value, depth)) }
      return .object(members)
    case .alias:
      throw DocumentFault(file: file, position: position, message: "aliases are not accepted")
    }
  }

  private mutating func member(_ key: Node, _ value: Node, _ depth: Int) throws(DocumentFault) -> DocumentMember {
    let position = key.mark.map { SourcePosition(line: $0.line, column: $0.column) } ?? .start
    guard case .scalar(let scalar) = key else {
      throw DocumentFault(file: file, position: position, message: "a key must be a text")
    }
    return DocumentMember(key: scalar.string, keyPosition: position, value: try node(value, depth: depth + 1))
  }

  /// Only what is not quoted can be anything but a text.
  private static func scalar(_ scalar: Node.Scalar) -> DocumentNode.Value {
    scalar.style == .plain ? plain(scalar.string) : .string(scalar.string)
  }

  /// What a text without quotes means. `yes` and `no` are texts, as in YAML 1.2.
  static func plain(_ text: String) -> DocumentNode.Value {
    switch text {
    case "", "~", "null", "Null", "NULL": .null
    case "true", "True", "TRUE": .bool(true)
    case "false", "False", "FALSE": .bool(false)
    default: isNumber(text) ? .number(text) : .string(text)
    }
  }

  private static func isNumber(_ text: String) -> Bool {
    guard let first = text.utf8.first, ASCII.isDigit(first) || first == UInt8(ascii: "-") else { return false }
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    return parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(ASCII.isDigit) }
  }
}
