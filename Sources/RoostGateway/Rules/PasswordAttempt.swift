import RoostModel

/// A client with a password at a route.
struct PasswordAttempt: Sendable {
  let credentials: Credentials
  let client: ClientKey
  /// Of the route.
  let wrong: WrongPasswords
}
