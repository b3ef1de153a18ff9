/// What is known of a token; never the token.
package struct TokenSummary: Codable, Sendable, Equatable {
  package var id: Int
  package var name: AccessName
  /// Its first characters, to tell it from others.
  package var prefix: String
  package var scope: AccessScope
  /// `nil` is all.
  package var apps: [AppName]?
  /// Seconds since 1970, as all that follow.
  package var createdAt: Double
  /// `nil` is never.
  package var expiresAt: Double?
  package var lastUsedAt: Double?
  package var createdBy: String

  package init(
    id: Int, name: AccessName, prefix: String, scope: AccessScope, apps: [AppName]?, createdAt: Double, expiresAt: Double?,
    lastUsedAt: Double? = nil, createdBy: String
  ) {
    self.id = id
    self.name = name
    self.prefix = prefix
    self.scope = scope
    self.apps = apps
    self.createdAt = createdAt
    self.expiresAt = expiresAt
    self.lastUsedAt = lastUsedAt
    self.createdBy = createdBy
  }
}

/// The body of `POST /api/v1/tokens`.
package struct TokenRequest: Codable, Sendable, Equatable {
  package var name: AccessName
  package var scope: AccessScope
  /// `nil` is all.
  package var apps: [AppName]?
  /// How long it is good for; `nil` is for ever.
  package var seconds: Int?

  package init(name: AccessName, scope: AccessScope, apps: [AppName]? = nil, seconds: Int? = nil) {
    self.name = name
    self.scope = scope
    self.apps = apps
    self.seconds = seconds
  }
}

/// The answer of `POST /api/v1/tokens`: the only time the token is said.
package struct NewToken: Codable, Sendable, Equatable {
  package var token: String
  package var summary: TokenSummary

  package init(token: String, summary: TokenSummary) {
    self.token = token
    self.summary = summary
  }
}
