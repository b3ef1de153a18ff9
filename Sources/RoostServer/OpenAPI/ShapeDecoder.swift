/// Writes down what a type asks for when it decodes itself, and hands out values that please it.
final class ShapeDecoder: Decoder {
  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]
  let book: SchemaBook
  /// What every text is.
  let text: String
  /// It was asked for a single text.
  private(set) var isText = false
  private var single: JSONValue?
  private var properties: [String: JSONValue] = [:]
  private var optional: Set<String> = []

  init(book: SchemaBook, text: String) {
    self.book = book
    self.text = text
  }

  var schema: JSONValue { single ?? .members(properties, optional: optional) }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(KeyedShape<Key>(decoder: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw unexpected("a list of its own making") }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { SingleShape(decoder: self) }

  func unexpected(_ what: String) -> SchemaFault { SchemaFault(type: "a type", says: "\(what) is not understood; describe it") }

  fileprivate func take<Value: Decodable>(_ type: Value.Type, _ key: any CodingKey, isOptional: Bool) throws {
    let schema = try book.schema(of: type)
    let isLeftOut = isOptional || optional.contains(key.stringValue)
    properties[key.stringValue] = isLeftOut && book.takesNull ? schema.orNull : schema
    if isLeftOut { optional.insert(key.stringValue) }
  }

  /// Whoever asks whether something is there does without it.
  fileprivate func asks(for key: any CodingKey) { optional.insert(key.stringValue) }

  fileprivate func take<Value: Decodable>(_ type: Value.Type) throws -> Value {
    single = try book.schema(of: type)
    if type == String.self { isText = true }
    return try value(type)
  }

  fileprivate func value<Value: Decodable>(_ type: Value.Type) throws -> Value {
    if type == String.self, let text = text as? Value { return text }
    guard let value = book.example(of: type) else { throw SchemaFault(type: "\(type)", says: "it holds itself") }
    return value
  }
}

private struct KeyedShape<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: ShapeDecoder
  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { [] }

  func contains(_ key: Key) -> Bool {
    decoder.asks(for: key)
    return true
  }

  func decodeNil(forKey key: Key) throws -> Bool { false }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try decoder.take(type, key, isOptional: false)
    return try decoder.value(type)
  }

  func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
    try decoder.take(type, key, isOptional: true)
    return nil
  }

  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws -> KeyedDecodingContainer<Nested> {
    throw decoder.unexpected("an object within an object")
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw decoder.unexpected("a list") }
  func superDecoder() throws -> any Decoder { throw decoder.unexpected("a superclass") }
  func superDecoder(forKey key: Key) throws -> any Decoder { throw decoder.unexpected("a superclass") }
}

private struct SingleShape: SingleValueDecodingContainer {
  let decoder: ShapeDecoder
  var codingPath: [any CodingKey] { [] }
  func decodeNil() -> Bool { false }
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try decoder.take(type) }
}
