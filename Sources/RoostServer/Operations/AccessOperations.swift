package import RoostModel

/// What the API can do about who may do what.
package struct AccessOperations: Sendable {
  /// `nil` when nobody has it. The flag says that it is being used, not only looked at.
  package var identify: @Sendable (AccessCredential, Bool) async throws(Problem) -> AccessActor?
  package var record: @Sendable (AuditEntry) async -> Void
  package var audit: @Sendable (AuditQuery) async throws(Problem) -> AsyncStream<AuditEntry>
  package var sessions: SessionOperations
  package var accounts: AccountOperations
  package var tokens: TokenOperations
  package var secondFactor: SecondFactorOperations

  package init(
    identify: @escaping @Sendable (AccessCredential, Bool) async throws(Problem) -> AccessActor?,
    record: @escaping @Sendable (AuditEntry) async -> Void,
    audit: @escaping @Sendable (AuditQuery) async throws(Problem) -> AsyncStream<AuditEntry>,
    sessions: SessionOperations, accounts: AccountOperations, tokens: TokenOperations, secondFactor: SecondFactorOperations
  ) {
    self.identify = identify
    self.record = record
    self.audit = audit
    self.sessions = sessions
    self.accounts = accounts
    self.tokens = tokens
    self.secondFactor = secondFactor
  }
}

/// What a request shows of itself.
package enum AccessCredential: Sendable, Equatable {
  case bearer(String)
  case cookie(String)
}

/// Where a login comes from.
package struct ClientMark: Sendable, Equatable {
  package var address: String
  package var userAgent: String

  package init(address: String, userAgent: String) {
    self.address = address
    self.userAgent = userAgent
  }
}

package struct SessionOperations: Sendable {
  /// The right to make the first account; the one before is worth nothing any more.
  package var openClaim: @Sendable () async throws(Problem) -> ClaimTicket
  package var claim: @Sendable (ClaimRequest, ClientMark) async throws(Problem) -> LoginOutcome
  package var logIn: @Sendable (LoginRequest, ClientMark) async throws(Problem) -> LoginOutcome
  /// Ends the account's other sessions.
  package var changePassword: @Sendable (AccessActor, PasswordChange, ClientMark) async throws(Problem) -> Void
  package var list: @Sendable () async throws(Problem) -> [SessionSummary]
  package var end: @Sendable (Int) async throws(Problem) -> Void

  package init(
    openClaim: @escaping @Sendable () async throws(Problem) -> ClaimTicket,
    claim: @escaping @Sendable (ClaimRequest, ClientMark) async throws(Problem) -> LoginOutcome,
    logIn: @escaping @Sendable (LoginRequest, ClientMark) async throws(Problem) -> LoginOutcome,
    changePassword: @escaping @Sendable (AccessActor, PasswordChange, ClientMark) async throws(Problem) -> Void,
    list: @escaping @Sendable () async throws(Problem) -> [SessionSummary],
    end: @escaping @Sendable (Int) async throws(Problem) -> Void
  ) {
    self.openClaim = openClaim
    self.claim = claim
    self.logIn = logIn
    self.changePassword = changePassword
    self.list = list
    self.end = end
  }
}

package struct AccountOperations: Sendable {
  package var list: @Sendable () async throws(Problem) -> [AccountSummary]
  /// Makes the account, or gives it another password and ends its sessions.
  package var set: @Sendable (AccessName, AccountRequest) async throws(Problem) -> AccountSummary
  package var remove: @Sendable (AccessName) async throws(Problem) -> Void

  package init(
    list: @escaping @Sendable () async throws(Problem) -> [AccountSummary],
    set: @escaping @Sendable (AccessName, AccountRequest) async throws(Problem) -> AccountSummary,
    remove: @escaping @Sendable (AccessName) async throws(Problem) -> Void
  ) {
    self.list = list
    self.set = set
    self.remove = remove
  }
}

package struct TokenOperations: Sendable {
  package var list: @Sendable () async throws(Problem) -> [TokenSummary]
  package var make: @Sendable (TokenRequest, _ by: AccessActor) async throws(Problem) -> NewToken
  package var revoke: @Sendable (AccessName) async throws(Problem) -> Void

  package init(
    list: @escaping @Sendable () async throws(Problem) -> [TokenSummary],
    make: @escaping @Sendable (TokenRequest, AccessActor) async throws(Problem) -> NewToken,
    revoke: @escaping @Sendable (AccessName) async throws(Problem) -> Void
  ) {
    self.list = list
    self.make = make
    self.revoke = revoke
  }
}
