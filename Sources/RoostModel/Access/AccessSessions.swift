/// The body of `POST /api/v1/sessions`.
package struct LoginRequest: Codable, Sendable, Equatable {
  package var name: String
  package var password: String
  /// Of an account with a second factor: six digits, or a recovery code.
  package var code: String?

  package init(name: String, password: String, code: String? = nil) {
    self.name = name
    self.password = password
    self.code = code
  }
}

/// The body of `POST /api/v1/claim`.
package struct ClaimRequest: Codable, Sendable, Equatable {
  package var token: String
  package var name: AccessName
  package var password: String

  package init(token: String, name: AccessName, password: String) {
    self.token = token
    self.name = name
    self.password = password
  }
}

/// The right to make the first account, once.
package struct ClaimTicket: Codable, Sendable, Equatable {
  package var token: String
  /// Where it is sent to; `nil` when the daemon listens on its socket alone.
  package var url: String?
  /// Seconds since 1970.
  package var expiresAt: Double

  package init(token: String, url: String?, expiresAt: Double) {
    self.token = token
    self.url = url
    self.expiresAt = expiresAt
  }
}

/// The body of `PUT /api/v1/session/password`.
package struct PasswordChange: Codable, Sendable, Equatable {
  package var old: String
  package var new: String

  package init(old: String, new: String) {
    self.old = old
    self.new = new
  }
}

/// The body of `PUT /api/v1/accounts/{name}`.
package struct AccountRequest: Codable, Sendable, Equatable {
  package var password: String
  package init(password: String) { self.password = password }
}

package struct AccountSummary: Codable, Sendable, Equatable {
  package var name: AccessName
  /// Seconds since 1970.
  package var createdAt: Double
  package var sessions: Int
  /// Whether a login takes a code besides the password. Older daemons do not say.
  package var secondFactor: Bool?

  package init(name: AccessName, createdAt: Double, sessions: Int, secondFactor: Bool? = nil) {
    self.name = name
    self.createdAt = createdAt
    self.sessions = sessions
    self.secondFactor = secondFactor
  }
}

/// The answer of `GET /api/v1/session`: who asks.
package struct IdentityDetail: Codable, Sendable, Equatable {
  package var kind: AccessActor.Kind
  package var name: String
  package var scope: AccessScope
  /// `nil` is all.
  package var apps: [AppName]?

  package init(_ actor: AccessActor) {
    kind = actor.kind
    name = actor.name
    scope = actor.scope
    apps = actor.apps.map { $0.sorted { $0.text < $1.text } }
  }
}

package struct SessionSummary: Codable, Sendable, Equatable {
  package var id: Int
  package var account: AccessName
  /// Seconds since 1970, as the next.
  package var createdAt: Double
  package var lastUsedAt: Double
  package var address: String
  package var userAgent: String

  package init(
    id: Int, account: AccessName, createdAt: Double, lastUsedAt: Double, address: String, userAgent: String
  ) {
    self.id = id
    self.account = account
    self.createdAt = createdAt
    self.lastUsedAt = lastUsedAt
    self.address = address
    self.userAgent = userAgent
  }
}

/// A session that was opened: what its cookie holds, this once.
package struct NewSession: Sendable, Equatable {
  package var token: String
  package var account: AccessName
  /// Seconds until it ends however much it is used.
  package var seconds: Int

  package init(token: String, account: AccessName, seconds: Int) {
    self.token = token
    self.account = account
    self.seconds = seconds
  }
}

/// What came of a name and a password.
package enum LoginOutcome: Sendable, Equatable {
  case opened(NewSession)
  case refused
  /// The password was right before, and the code is wrong: somebody may be guessing it.
  case wrongCode(AccessName)
  /// The password is right; a code was not shown. With the ticket it can be shown by itself, for some minutes.
  case codeNeeded(ticket: String)
  /// Too many were wrong: nothing is looked at for so many seconds.
  case throttled(seconds: Int)
}

/// The names of the session's cookie. The gateway neither lets apps see nor set what begins so.
package enum SessionCookie {
  package static let plain = "roost_session"
  /// Under TLS: browsers take it from this host alone.
  package static let secure = "__Host-roost_session"
}
