import RoostModel

/// Reads `gateway.cors`.
enum CrossOriginReader {
  private static let keys = ["origins", "methods", "headers", "expose", "credentials", "max-age"]

  static func read(_ settings: ObjectReader) throws(DocumentFault) -> CrossOrigin? {
    guard let reader = try settings.object("cors", knownKeys: keys) else { return nil }
    let origins = try reader.texts("origins")
    for origin in origins where origin != "*" && !CrossOrigin.isOrigin(origin) {
      throw reader.fault("origins", "'\(origin.prefix(80))' is not an origin such as https://shop.example.com")
    }
    guard (1...100).contains(origins.count) else { throw reader.fault("origins", "expected 1 to 100 origins") }
    guard origins == ["*"] || !origins.contains("*") else { throw reader.fault("origins", "'*' stands alone") }
    let credentials = try reader.flag("credentials") ?? false
    guard !credentials || origins != ["*"] else {
      throw reader.fault("credentials", "would let every page of the world ask in its visitor's name; name the origins")
    }
    return CrossOrigin(
      origins: origins, methods: try names("methods", reader) ?? ["GET", "HEAD", "POST"],
      headers: try names("headers", reader) ?? [],
      exposed: try names("expose", reader) ?? [], credentials: credentials, maxAge: try maxAge(reader))
  }

  private static func names(_ key: String, _ reader: ObjectReader) throws(DocumentFault) -> [String]? {
    guard reader.value(key) != nil else { return nil }
    let names = try reader.texts(key)
    guard names.count <= 100 else { throw reader.fault(key, "more than 100 names") }
    if let wrong = names.first(where: { !FieldEdits.isName($0) }) {
      throw reader.fault(key, "'\(wrong.prefix(40))' is not a name")
    }
    return names
  }

  private static func maxAge(_ reader: ObjectReader) throws(DocumentFault) -> Int {
    guard let text = try reader.text("max-age") else { return 600 }
    guard let seconds = Int(text), (0...86400).contains(seconds) else {
      throw reader.fault("max-age", "expected 0 to 86400 seconds")
    }
    return seconds
  }
}
