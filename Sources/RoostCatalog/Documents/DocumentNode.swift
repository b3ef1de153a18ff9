/// A value of a JSON, YAML or TOML document, with its place.
struct DocumentNode: Equatable, Sendable {
  indirect enum Value: Equatable, Sendable {
    case null
    case bool(Bool)
    /// As it is written: 22.10 stays 22.10.
    case number(String)
    case string(String)
    case array([DocumentNode])
    case object([DocumentMember])
  }

  var value: Value
  var position: SourcePosition

  /// A text, or a number as it is written.
  var text: String? {
    switch value {
    case .string(let text), .number(let text): text
    default: nil
    }
  }

  var elements: [DocumentNode]? {
    if case .array(let elements) = value { return elements }
    return nil
  }

  var members: [DocumentMember]? {
    if case .object(let members) = value { return members }
    return nil
  }

  /// The value of a key of an object; of the last one when it appears twice, as in JavaScript.
  subscript(key: String) -> DocumentNode? { members?.last { $0.key == key }?.value }

  /// The value at `engines.node`. `runtime[name=node]` is `runtime`, or the first element of it, whose `name` is `node`.
  func at(_ path: String) -> DocumentNode? {
    var node: DocumentNode? = self
    for step in path.split(separator: ".") {
      let parts = step.split(whereSeparator: { "[=]".contains($0) }).map(String.init)
      guard let key = parts.first else { return nil }
      node = node?[key]
      if parts.count == 3 { node = node?.chosen(where: parts[1], is: parts[2]) }
    }
    return node
  }

  private func chosen(where key: String, is text: String) -> DocumentNode? {
    (elements ?? [self]).first { $0[key]?.text == text }
  }

  /// What kind of value it is, for sentences: "a list".
  var kind: String {
    switch value {
    case .null: "nothing"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a text"
    case .array: "a list"
    case .object: "a table of keys"
    }
  }
}
