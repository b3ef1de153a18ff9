package import RoostModel

/// What the API can do about codes that a login takes besides a password.
package struct SecondFactorOperations: Sendable {
  package var offer: @Sendable (AccessName) async throws(Problem) -> SecondFactorOffer
  package var confirm: @Sendable (AccessName, SecondFactorProof) async throws(Problem) -> RecoveryCodes
  package var remove: @Sendable (AccessName) async throws(Problem) -> Void
  /// The second step of a login: the ticket of the first, and a code.
  package var logIn: @Sendable (_ ticket: String, _ code: String, ClientMark) async throws(Problem) -> LoginOutcome

  package init(
    offer: @escaping @Sendable (AccessName) async throws(Problem) -> SecondFactorOffer,
    confirm: @escaping @Sendable (AccessName, SecondFactorProof) async throws(Problem) -> RecoveryCodes,
    remove: @escaping @Sendable (AccessName) async throws(Problem) -> Void,
    logIn: @escaping @Sendable (_ ticket: String, _ code: String, ClientMark) async throws(Problem) -> LoginOutcome
  ) {
    self.offer = offer
    self.confirm = confirm
    self.remove = remove
    self.logIn = logIn
  }
}
