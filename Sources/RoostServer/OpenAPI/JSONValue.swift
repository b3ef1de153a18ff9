/// Any JSON that is written by hand: schemas and what stands around them.
enum JSONValue: Sendable, Equatable {
  case bool(Bool)
  case integer(Int)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])
}

extension JSONValue: Encodable {
  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .bool(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .text(let value): try container.encode(value)
    case .list(let values): try container.encode(values)
    case .object(let members): try container.encode(members)
    }
  }
}

extension JSONValue: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
  init(booleanLiteral value: Bool) { self = .bool(value) }
  init(integerLiteral value: Int) { self = .integer(value) }
  init(stringLiteral value: String) { self = .text(value) }
}

extension JSONValue: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  init(arrayLiteral elements: JSONValue...) { self = .list(elements) }
  init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(Dictionary(uniqueKeysWithValues: elements)) }
}

/// Schemas, as JSON Schema 2020-12 has them.
extension JSONValue {
  static let anyText: JSONValue = ["type": "string"]

  static func words(_ words: [String]) -> JSONValue { ["type": "string", "enum": .list(words.map { .text($0) })] }

  /// An object with these members, all of which are there.
  static func members(_ members: [String: JSONValue], optional: Set<String> = []) -> JSONValue {
    let required = members.keys.filter { !optional.contains($0) }.sorted()
    var schema: [String: JSONValue] = ["type": "object", "properties": .object(members)]
    if !required.isEmpty { schema["required"] = .list(required.map { .text($0) }) }
    return .object(schema)
  }

  static func one(of schemas: [JSONValue]) -> JSONValue { ["oneOf": .list(schemas)] }

  /// The same, or nothing.
  var orNull: JSONValue { ["anyOf": [self, ["type": "null"]]] }
}
