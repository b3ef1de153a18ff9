/// What is said of a file beside its bytes: by the gateway, and by the site's own `_headers`, which win.
struct FileDescription {
  /// Of any answer about it.
  private(set) var fields: [(name: String, value: String)]
  /// Of those that carry it.
  private(set) var contentFields: [(name: String, value: String)]

  /// `names` lead to the file. `hasVariants`: what is sent depends on Accept-Encoding.
  init(_ names: [String], hasVariants: Bool, own: [(name: String, value: String)]) {
    fields = [(name: "Cache-Control", value: CachePolicy.of(names))]
    contentFields = [
      (name: "Content-Type", value: ContentType.of(names)), (name: "X-Content-Type-Options", value: "nosniff"),
    ]
    for field in own { set(field) }
    if hasVariants { addVary() }
  }

  private mutating func set(_ field: (name: String, value: String)) {
    let name = field.name.lowercased()
    contentFields.removeAll { $0.name.lowercased() == name }
    fields.removeAll { $0.name.lowercased() == name }
    if name.hasPrefix("content-type") || name == "x-content-type-options" {
      contentFields.append(field)
    } else {
      fields.append(field)
    }
  }

  private mutating func addVary() {
    guard let index = fields.firstIndex(where: { $0.name.lowercased() == "vary" }) else {
      return fields.append((name: "Vary", value: "Accept-Encoding"))
    }
    let vary = fields[index].value
    if vary != "*", !vary.lowercased().contains("accept-encoding") { fields[index].value = vary + ", Accept-Encoding" }
  }
}
