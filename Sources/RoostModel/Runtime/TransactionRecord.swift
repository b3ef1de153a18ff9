/// One thing a transaction changed.
package struct TransactionChange: Codable, Sendable, Equatable {
  package enum Action: String, Codable, Sendable, CaseIterable { case added, removed, changed }

  package var action: Action
  package var scope: InstallScope
  /// A layer, `nodejs-24.19.0-4196a947bcc8`, or a package of the host, `libexpat1`.
  package var name: String
  package var runtime: RuntimeID?
  package var version: String
  /// The version before, for what was changed.
  package var previous: String?

  package init(
    action: Action, scope: InstallScope, name: String, runtime: RuntimeID? = nil, version: String, previous: String? = nil
  ) {
    self.action = action
    self.scope = scope
    self.name = name
    self.runtime = runtime
    self.version = version
    self.previous = previous
  }
}

/// One line of `roost history`: what was asked, what changed, how it ended.
package struct TransactionRecord: Codable, Sendable, Equatable {
  package enum Kind: String, Codable, Sendable, CaseIterable { case install, remove, upgrade, bundle, undo, collect }
  package enum State: String, Codable, Sendable, CaseIterable {
    case running, done
    /// It failed and left nothing behind.
    case rolledBack = "rolled-back"
    /// It was killed and has not been repaired yet.
    case interrupted
  }

  /// Counted from 1, never used twice.
  package var id: Int
  package var kind: Kind
  package var scope: InstallScope
  /// What was asked, for people: `nodejs@22 python`.
  package var request: String
  /// The user who asked.
  package var user: UInt32
  /// Seconds since 1970.
  package var startedAt: Double
  package var endedAt: Double?
  package var state: State
  package var changes: [TransactionChange]
  package var problem: Problem?
  /// The transaction this one undid.
  package var undoes: Int?
  package var undoneBy: Int?

  package init(
    id: Int, kind: Kind, scope: InstallScope, request: String, user: UInt32, startedAt: Double, endedAt: Double? = nil,
    state: State, changes: [TransactionChange] = [], problem: Problem? = nil, undoes: Int? = nil, undoneBy: Int? = nil
  ) {
    self.id = id
    self.kind = kind
    self.scope = scope
    self.request = request
    self.user = user
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.state = state
    self.changes = changes
    self.problem = problem
    self.undoes = undoes
    self.undoneBy = undoneBy
  }
}
