import FoundationEssentials

/// What a registry says about how to be let in: `Bearer realm="https://auth...",service="...",scope="..."`. Pure.
struct BearerChallenge: Equatable, Sendable {
  var realm: String
  var service: String?
  var scope: String?

  /// Reads a `WWW-Authenticate` header. `nil` when it asks for something else than a token.
  init?(_ header: String) {
    guard header.lowercased().hasPrefix("bearer ") else { return nil }
    let values = BearerChallenge.parameters(header.dropFirst("bearer ".count))
    guard let realm = values["realm"], !realm.isEmpty else { return nil }
    self.realm = realm
    service = values["service"]
    scope = values["scope"]
  }

  /// Where the token is asked for.
  var address: String {
    let parameters = [("service", service), ("scope", scope)].compactMap { name, value in
      value.map { "\(name)=\(BearerChallenge.escaped($0))" }
    }
    guard !parameters.isEmpty else { return realm }
    return realm + (realm.contains("?") ? "&" : "?") + parameters.joined(separator: "&")
  }

  private static func parameters(_ text: Substring) -> [String: String] {
    var values: [String: String] = [:]
    var rest = text
    while let equals = rest.firstIndex(of: "=") {
      let name = rest[..<equals].drop { $0 == " " || $0 == "," }.lowercased()
      rest = rest[rest.index(after: equals)...]
      let isQuoted = rest.first == "\""
      if isQuoted { rest = rest.dropFirst() }
      let value = rest.prefix { isQuoted ? $0 != "\"" : $0 != "," }
      rest = rest[value.endIndex...].dropFirst()
      values[name] = String(value)
    }
    return values
  }

  private static func escaped(_ text: String) -> String {
    text.utf8.reduce(into: "") { result, byte in
      let isPlain =
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
        || "-._~".utf8.contains(byte)
      result += isPlain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16).uppercased()
    }
  }
}
