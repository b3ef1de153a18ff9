/// An app that uses a layer.
package struct AppUse: Codable, Sendable, Equatable {
  package var app: String
  package var state: AppState
  package var pid: Int32?
  /// The version of the runtime it uses.
  package var version: String

  package init(
    app: String, state: AppState, pid: Int32? = nil, version: String
  ) {
    self.app = app
    self.state = state
    self.pid = pid
    self.version = version
  }
}

/// Whether a runtime may be removed, who is in the way, and what forcing it would do.
package struct SafetyCheck: Codable, Sendable, Equatable {
  package var safe: Bool
  /// What would be removed: `nodejs 22.20.0`.
  package var targets: [String]
  package var dependentApps: [AppUse]
  /// Layers that stand on it: `python 3.11.2`. On the machine itself other packages, too: `package nginx-extras`.
  package var dependentRuntimes: [String]
  /// What `--remove-unused` would take along; on the machine itself what goes in any case.
  package var unused: [String]
  package var warnings: [String]
  package var forceRemovalConsequences: [String]

  package init(
    safe: Bool, targets: [String], dependentApps: [AppUse], dependentRuntimes: [String], unused: [String], warnings: [String],
    forceRemovalConsequences: [String]
  ) {
    self.safe = safe
    self.targets = targets
    self.dependentApps = dependentApps
    self.dependentRuntimes = dependentRuntimes
    self.unused = unused
    self.warnings = warnings
    self.forceRemovalConsequences = forceRemovalConsequences
  }
}
