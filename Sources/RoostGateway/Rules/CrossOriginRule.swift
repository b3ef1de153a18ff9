import RoostModel

/// CORS as a route has it: who may ask, and what a browser is told of that. What the app says of it is left out.
struct CrossOriginRule: Sendable {
  let settings: CrossOrigin

  private static let prefix = "access-control-"
  private static let fields: Set<String> = Set(
    ["allow-origin", "allow-credentials", "allow-methods", "allow-headers", "expose-headers", "max-age"].map { prefix + $0 })

  /// For every response of the route.
  func edit(_ request: RuleRequest) -> ResponseEdit {
    var edit = ResponseEdit(removed: CrossOriginRule.fields)
    // Another origin gets another answer: caches must know.
    if !settings.allowsEveryone { edit.added.append((name: "Vary", value: "Origin")) }
    guard let origin = allowed(request.origin) else { return edit }
    edit.added.append((name: "Access-Control-Allow-Origin", value: origin))
    if settings.credentials { edit.added.append((name: "Access-Control-Allow-Credentials", value: "true")) }
    if !settings.exposed.isEmpty {
      edit.added.append((name: "Access-Control-Expose-Headers", value: settings.exposed.joined(separator: ", ")))
    }
    return edit
  }

  /// The answer to a browser's question whether a page may ask; `nil` for every other request.
  func preflight(_ request: RuleRequest) -> Answer? {
    guard request.method == .options, request.origin != nil, request.preflightMethod != nil else { return nil }
    guard allowed(request.origin) != nil else { return Answer(status: 204) }
    var fields = [(name: "Access-Control-Allow-Methods", value: settings.methods.joined(separator: ", "))]
    if !settings.headers.isEmpty {
      fields.append((name: "Access-Control-Allow-Headers", value: settings.headers.joined(separator: ", ")))
    }
    fields.append((name: "Access-Control-Max-Age", value: String(settings.maxAge)))
    return Answer(status: 204, fields: fields)
  }

  /// The value to answer an origin with, if it may ask.
  private func allowed(_ origin: String?) -> String? {
    guard let origin else { return nil }
    if settings.allowsEveryone { return "*" }
    return settings.origins.contains(origin) ? origin : nil
  }
}
