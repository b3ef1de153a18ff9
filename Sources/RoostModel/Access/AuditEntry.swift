/// One line of the audit log: somebody changed something, or was kept from it.
package struct AuditEntry: Codable, Sendable, Equatable {
  /// Grows by one; 0 until it is written down.
  package var id: Int
  /// Seconds since 1970.
  package var at: Double
  package var kind: AccessActor.Kind
  /// The account's or the token's name.
  package var actor: String
  package var action: AccessAction
  /// The app, or `account:ada`, `token:ci`, `session:17`; empty for the machine.
  package var resource: String
  /// What was asked for: `POST /api/v1/deployments`.
  package var request: String
  /// `accepted`, or the code of the problem.
  package var outcome: String
  /// Of the client; empty on the socket.
  package var address: String

  package init(
    id: Int = 0, at: Double, kind: AccessActor.Kind, actor: String, action: AccessAction, resource: String, request: String,
    outcome: String, address: String
  ) {
    self.id = id
    self.at = at
    self.kind = kind
    self.actor = actor
    self.action = action
    self.resource = resource
    self.request = request
    self.outcome = outcome
    self.address = address
  }
}

/// Which entries are wanted, oldest first.
package struct AuditQuery: Sendable, Equatable {
  /// Those after this number, and before that one.
  package var after: Int?
  package var before: Int?
  /// Seconds since 1970.
  package var since: Double?
  /// The newest of them; `nil` is all that are kept.
  package var tail: Int?
  package var follows: Bool

  package init(
    after: Int? = nil, before: Int? = nil, since: Double? = nil, tail: Int? = nil, follows: Bool = false
  ) {
    self.after = after
    self.before = before
    self.since = since
    self.tail = tail
    self.follows = follows
  }
}
