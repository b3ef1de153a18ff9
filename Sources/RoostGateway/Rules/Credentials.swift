import RoostModel

/// A name and a password that a client sent, and what the password is to be compared with.
struct Credentials: Sendable, Equatable {
  let user: String
  let password: String
  let hash: PasswordHash
  /// Nobody of that name may come in; the comparison is made all the same, so that its time tells nothing.
  let isKnown: Bool

  /// `nil` when `authorization` is not in the form of RFC 7617, or nobody has a password.
  init?(_ authorization: String?, of auth: BasicAuth) {
    guard let authorization, authorization.utf8.count <= 1024 else { return nil }
    let parts = authorization.split(separator: " ")
    guard parts.count == 2, parts[0].lowercased() == "basic", let bytes = Base64.decode(parts[1]),
      let colon = bytes.firstIndex(of: UInt8(ascii: ":")), !bytes.contains(0)
    else { return nil }
    let name = String(decoding: bytes[..<colon], as: UTF8.self)
    guard let hash = auth.users[name] ?? auth.users.min(by: { $0.key < $1.key })?.value else { return nil }
    user = name
    password = String(decoding: bytes[(colon + 1)...], as: UTF8.self)
    self.hash = hash
    isKnown = auth.users[name] != nil
  }
}
