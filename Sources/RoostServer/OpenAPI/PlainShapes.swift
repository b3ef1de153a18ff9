/// What JSON has itself.
enum LeafShape {
  static func of(_ type: any Decodable.Type) -> (JSONValue, any Decodable)? {
    switch type {
    case is String.Type: (.anyText, "")
    case is Bool.Type: (["type": "boolean"], false)
    case is Double.Type: (["type": "number"], 0.0)
    case is Float.Type: (["type": "number"], Float(0))
    case let number as any FixedWidthInteger.Type: whole(number)
    default: nil
    }
  }

  private static func whole<Number: FixedWidthInteger>(_ type: Number.Type) -> (JSONValue, any Decodable)? {
    guard let zero = Number(0) as? any Decodable else { return nil }
    var schema: [String: JSONValue] = ["type": "integer", "format": .text("\(type)".lowercased())]
    if let least = Int(exactly: type.min) { schema["minimum"] = .integer(least) }
    if let most = Int(exactly: type.max) { schema["maximum"] = .integer(most) }
    return (.object(schema), zero)
  }
}

protocol ListShape {
  static var element: any Decodable.Type { get }
  static var empty: any Decodable { get }
}

extension Array: ListShape where Element: Decodable {
  static var element: any Decodable.Type { Element.self }
  static var empty: any Decodable { [Element]() }
}

extension Set: ListShape where Element: Decodable {
  static var element: any Decodable.Type { Element.self }
  static var empty: any Decodable { Set<Element>() }
}

/// An object whose names are anybody's.
protocol MapShape {
  static var value: any Decodable.Type { get }
  static var empty: any Decodable { get }
}

extension Dictionary: MapShape where Key == String, Value: Decodable {
  static var value: any Decodable.Type { Value.self }
  static var empty: any Decodable { [String: Value]() }
}
