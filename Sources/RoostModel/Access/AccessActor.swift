/// Who asks.
package struct AccessActor: Sendable, Equatable {
  package enum Kind: String, Codable, Sendable, CaseIterable {
    case nobody
    /// A user of this machine that the kernel vouches for: root, or the daemon's own.
    case local
    case session, token
  }

  package var kind: Kind
  /// Of the account or the token.
  package var name: String
  /// Of the session or the token.
  package var id: Int?
  package var scope: AccessScope
  /// `nil` is all there are, and the machine.
  package var apps: Set<AppName>?

  package init(kind: Kind, name: String, id: Int? = nil, scope: AccessScope, apps: Set<AppName>? = nil) {
    self.kind = kind
    self.name = name
    self.id = id
    self.scope = scope
    self.apps = apps
  }

  package static let nobody = AccessActor(kind: .nobody, name: "", scope: .read, apps: [])
  package static let local = AccessActor(kind: .local, name: "local", scope: .admin)

  package func sees(_ app: AppName) -> Bool { apps.map { $0.contains(app) } ?? true }
}
