import RoostModel

/// Learns what types look like in JSON by letting them decode themselves, and keeps the schema of each that has a name.
///
/// A type that decodes differently depending on what it finds describes itself: ``DescribedShape``.
final class SchemaBook {
  /// By the name of the type.
  private(set) var components: [String: JSONValue] = [:]
  /// In what comes in, a member that may be left out may be null as well. Types are learnt once: those of requests go first.
  var takesNull = false

  private var schemas: [ObjectIdentifier: JSONValue] = [:]
  private var examples: [ObjectIdentifier: any Decodable] = [:]
  private var names: [String: ObjectIdentifier] = [:]
  private var learning: Set<ObjectIdentifier> = []

  /// A value of each that has a name.
  var learnt: [(name: String, example: any Decodable)] {
    names.compactMap { name, id in examples[id].map { (name, $0) } }.sorted { $0.name < $1.name }
  }

  /// The schema, or a reference to it.
  func schema(of type: any Decodable.Type) throws(SchemaFault) -> JSONValue { try learn(type) }

  /// A value that decodes; `nil` while the type is being learnt, as in one that holds itself.
  func example<Value: Decodable>(of type: Value.Type) -> Value? { examples[ObjectIdentifier(type)] as? Value }

  private func learn<Value: Decodable>(_ type: Value.Type) throws(SchemaFault) -> JSONValue {
    let id = ObjectIdentifier(type)
    if let known = schemas[id] { return known }
    if learning.contains(id) { return SchemaBook.reference(type) }
    learning.insert(id)
    defer { learning.remove(id) }
    let (schema, example) = try shape(of: type)
    examples[id] = example
    schemas[id] = try named(schema, type)
    return schemas[id] ?? schema
  }

  private func shape<Value: Decodable>(of type: Value.Type) throws(SchemaFault) -> (JSONValue, any Decodable) {
    if let leaf = LeafShape.of(type) { return leaf }
    switch type {
    case let list as any ListShape.Type: return (["type": "array", "items": try schema(of: list.element)], list.empty)
    case let map as any MapShape.Type:
      return (["type": "object", "additionalProperties": try schema(of: map.value)], map.empty)
    case let described as any DescribedShape.Type: return (try described.shape(self), described.example)
    case let words as any CaseIterable.Type:
      if let words = SchemaBook.words(words) { return words }
    default: break
    }
    return try decoded(type)
  }

  /// Texts that are tried on a type that is one text and accepts not every one.
  private static let texts = [
    "", "ab", "1", "/", "0123456789abcdef", "127.0.0.0/8", "a.example", "0 3 * * *", "sandbox", "09:00-18:00",
    "$6$0123456789abcdef$abc",
  ]

  private func decoded<Value: Decodable>(_ type: Value.Type) throws(SchemaFault) -> (JSONValue, any Decodable) {
    var last: any Error = SchemaFault(type: "\(type)", says: "nothing was tried")
    for text in SchemaBook.texts {
      let decoder = ShapeDecoder(book: self, text: text)
      do {
        let value = try Value(from: decoder)
        var schema = decoder.schema
        if let pattern = (type as? any PatternedText.Type)?.pattern, case .object(var members) = schema {
          members["pattern"] = .text(pattern)
          schema = .object(members)
        }
        return (schema, value)
      } catch { last = error }
      guard decoder.isText else { break }
    }
    if let fault = last as? SchemaFault { throw fault }
    throw SchemaFault(type: "\(type)", says: "\(last)")
  }

  private static func words<Case: CaseIterable>(_ type: Case.Type) -> (JSONValue, any Decodable)? {
    let values = type.allCases.compactMap { SchemaBook.raw($0) }
    guard let first = type.allCases.first as? any Decodable, values.count == type.allCases.count else { return nil }
    let texts = values.compactMap { $0 as? String }
    if texts.count == values.count { return (.words(texts), first) }
    let numbers = values.compactMap { ($0 as? UInt8).map { JSONValue.integer(Int($0)) } }
    return numbers.count == values.count ? (["type": "integer", "enum": .list(numbers)], first) : nil
  }

  private static func raw(_ value: Any) -> Any? { (value as? any RawRepresentable)?.rawValue }

  /// Objects and words have names; what is a list or one text stands where it is used.
  private func named<Value>(_ schema: JSONValue, _ type: Value.Type) throws(SchemaFault) -> JSONValue {
    guard case .object(let members) = schema else { return schema }
    guard members["properties"] != nil || members["enum"] != nil || members["oneOf"] != nil else { return schema }
    let name = SchemaBook.name(type)
    guard names[name] ?? ObjectIdentifier(type) == ObjectIdentifier(type) else {
      throw SchemaFault(type: name, says: "two types have this name")
    }
    names[name] = ObjectIdentifier(type)
    components[name] = schema
    return SchemaBook.reference(type)
  }

  /// `DeploymentSummary.State`, without the module.
  static func name<Value>(_ type: Value.Type) -> String {
    String(reflecting: type).split(separator: ".").dropFirst().joined(separator: ".")
  }

  static func reference<Value>(_ type: Value.Type) -> JSONValue { ["$ref": .text("#/components/schemas/\(name(type))")] }
}

/// A type whose schema cannot be learnt.
struct SchemaFault: Error, CustomStringConvertible {
  var type: String
  var says: String
  var description: String { "\(type): \(says)" }
}
