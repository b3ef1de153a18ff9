/// Who may use an app, by name and password.
package struct BasicAuth: Codable, Sendable, Equatable {
  /// What a browser shows above its question.
  package var realm: String
  /// Names and what is kept of their passwords.
  package var users: [String: PasswordHash]

  package init(realm: String, users: [String: PasswordHash]) {
    self.realm = realm
    self.users = users
  }

  /// Letters, digits and the signs that end no field and separate no name from a password.
  package static func isName(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count) && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }
  }

  package static func isRealm(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
  }
}
