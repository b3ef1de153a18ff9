import RoostModel

/// Reads `gateway.headers`.
enum FieldEditsReader {
  static func read(_ settings: ObjectReader) throws(DocumentFault) -> HeadEdits? {
    guard let reader = try settings.object("headers", knownKeys: ["request", "response"]) else { return nil }
    return HeadEdits(request: try edits("request", reader, .request), response: try edits("response", reader, .response))
  }

  private static func edits(_ key: String, _ reader: ObjectReader, _ direction: GatewayFields.Direction) throws(DocumentFault)
    -> FieldEdits?
  {
    guard let edits = try reader.object(key, knownKeys: ["set", "add", "remove"]) else { return nil }
    let remove = try edits.texts("remove")
    for name in remove { try check(name, "remove", edits, direction) }
    return FieldEdits(
      set: try fields("set", edits, direction), add: try fields("add", edits, direction), remove: remove)
  }

  private static func fields(_ key: String, _ reader: ObjectReader, _ direction: GatewayFields.Direction) throws(DocumentFault)
    -> [String: String]
  {
    let fields = try reader.textMap(key)
    guard fields.count <= 50 else { throw reader.fault(key, "more than 50 headers") }
    for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
      try check(name, key, reader, direction)
      guard FieldEdits.isValue(value) else {
        throw reader.fault(key, "the value of \(name) is not one line of visible ASCII without blanks at its ends")
      }
    }
    return fields
  }

  private static func check(_ name: String, _ key: String, _ reader: ObjectReader, _ direction: GatewayFields.Direction)
    throws(DocumentFault)
  {
    guard !FieldEdits.mayChange(name, of: direction) else { return }
    let reason = FieldEdits.isName(name) ? "is the gateway's to say" : "is not the name of a header"
    throw reader.fault(key, "'\(name.prefix(60))' \(reason)")
  }
}
