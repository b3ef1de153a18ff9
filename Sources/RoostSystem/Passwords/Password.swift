import CRoostPassword
package import RoostModel

/// A password and what is kept of it. Both calls take tens of milliseconds: not for an event loop.
package enum Password {
  /// libcrypt reads no more.
  package static let longest = 511

  /// Whether `password` is the one that `hash` was made of.
  package static func matches(_ password: String, _ hash: PasswordHash) -> Bool {
    guard password.utf8.count <= longest, !password.utf8.contains(0) else { return false }
    return roost_password_matches(password, hash.description)
  }

  /// What is to be kept of a password: yescrypt with a salt of its own.
  package static func hash(_ password: String) throws(Problem) -> PasswordHash {
    guard (1...longest).contains(password.utf8.count), !password.utf8.contains(0) else {
      throw Problem(
        .usageInvalid, "a password has 1 to \(longest) bytes and no NUL", hint: "choose another one: roost gateway password")
    }
    let text = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
      roost_password_hash(password, buffer.baseAddress, buffer.count) ? buffer.baseAddress.map { String(cString: $0) } : nil
    }
    guard let hash = text.flatMap({ PasswordHash($0) }) else {
      throw Problem(
        .unsupported, "this machine's libcrypt makes no yescrypt hash",
        hint: "make one where it does, with `mkpasswd --method=yescrypt`, and put it into roost.yml")
    }
    return hash
  }
}
