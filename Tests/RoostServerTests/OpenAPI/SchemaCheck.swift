import Foundation

/// Whether JSON is what a schema says: of JSON Schema what the API's description uses. What it does not know is a fault, so that nothing
/// goes unchecked.
struct SchemaCheck {
  let components: [String: Any]

  private static let known: Set<String> = [
    "$ref", "type", "properties", "required", "items", "enum", "oneOf", "anyOf", "additionalProperties", "pattern", "minimum",
    "maximum", "format",
  ]

  /// What is wrong with it.
  func faults(in value: Any, _ schema: [String: Any], at path: String = "") -> [String] {
    let unknown = Set(schema.keys).subtracting(SchemaCheck.known).map { "\(path): the schema says \($0)" }
    return unknown + referenced(value, schema, path) + typed(value, schema, path) + chosen(value, schema, path)
      + members(value, schema, path)
  }

  private func referenced(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
    guard let reference = schema["$ref"] as? String else { return [] }
    guard let name = reference.split(separator: "/").last, let found = components[String(name)] as? [String: Any] else {
      return ["\(path): \(reference) leads nowhere"]
    }
    return faults(in: value, found, at: path)
  }

  private func typed(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
    var faults: [String] = []
    if let type = schema["type"] as? String, !SchemaCheck.kinds(of: value).contains(type) {
      faults.append("\(path): \(value) is no \(type)")
    }
    if let text = value as? String, let pattern = schema["pattern"] as? String,
      text.range(of: pattern, options: .regularExpression) == nil
    {
      faults.append("\(path): \(text) is not of \(pattern)")
    }
    if let words = schema["enum"] as? [NSObject], let word = value as? NSObject, !words.contains(word) {
      faults.append("\(path): \(word) is none of \(words)")
    }
    if let least = schema["minimum"] as? NSNumber, let number = value as? NSNumber, number.doubleValue < least.doubleValue {
      faults.append("\(path): \(number) is less than \(least)")
    }
    return faults
  }

  private static func kinds(of value: Any) -> Set<String> {
    switch value {
    case is String: return ["string"]
    case is [Any]: return ["array"]
    case is [String: Any]: return ["object"]
    case is NSNull: return ["null"]
    case let number as NSNumber:
      if isFlag(number) { return ["boolean"] }
      return number.doubleValue.rounded() == number.doubleValue ? ["integer", "number"] : ["number"]
    default: return []
    }
  }

  private static func isFlag(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }

  private func chosen(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
    var result: [String] = []
    for (word, fits) in [("oneOf", { $0 == 1 }), ("anyOf", { $0 > 0 })] as [(String, (Int) -> Bool)] {
      guard let choices = schema[word] as? [[String: Any]] else { continue }
      let found = choices.map { faults(in: value, $0, at: path) }
      if !fits(found.count(where: \.isEmpty)) { result.append("\(path): not \(word): \(found)") }
    }
    return result
  }

  private func members(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
    if let list = value as? [Any], let items = schema["items"] as? [String: Any] {
      return list.enumerated().flatMap { faults(in: $1, items, at: "\(path)/\($0)") }
    }
    guard let object = value as? [String: Any] else { return [] }
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    var result = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }.map { "\(path): \($0) is missing" }
    for (name, member) in object {
      if let schema = properties[name] ?? (schema["additionalProperties"] as? [String: Any]) {
        result += faults(in: member, schema, at: "\(path)/\(name)")
      } else if schema["properties"] != nil {
        result.append("\(path)/\(name) is not described")
      }
    }
    return result
  }
}
