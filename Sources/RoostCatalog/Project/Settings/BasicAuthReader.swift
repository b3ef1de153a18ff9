import RoostModel

/// Reads `gateway.auth`.
enum BasicAuthReader {
  private static let mostUsers = 1000

  static func read(_ settings: ObjectReader) throws(DocumentFault) -> BasicAuth? {
    guard let reader = try settings.object("auth", knownKeys: ["realm", "users"]) else { return nil }
    let realm = try reader.text("realm") ?? "Restricted"
    guard BasicAuth.isRealm(realm) else { throw reader.fault("realm", "expected 1 to 64 characters of ASCII without quotes") }
    var users: [String: PasswordHash] = [:]
    for (name, text) in try reader.textMap("users") {
      guard BasicAuth.isName(name) else {
        throw reader.fault("users", "'\(name.prefix(40))' is not a name: visible ASCII without ':'")
      }
      guard let hash = PasswordHash(text) else {
        throw reader.fault(
          "users", "what is kept for '\(name)' is no hash of a password: $y$, $2y$ or $6$; make one: roost gateway password")
      }
      users[name] = hash
    }
    guard (1...mostUsers).contains(users.count) else { throw reader.fault("users", "expected 1 to \(mostUsers) users") }
    return BasicAuth(realm: realm, users: users)
  }
}
