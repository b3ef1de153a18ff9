/// A runtime that is there in a version that does not fit.
package struct VersionMismatch: Codable, Sendable, Equatable {
  package var runtime: RuntimeID
  /// The selector.
  package var required: String
  package var installed: String
  package var severity: Severity

  package init(
    runtime: RuntimeID, required: String, installed: String, severity: Severity
  ) {
    self.runtime = runtime
    self.required = required
    self.installed = installed
    self.severity = severity
  }
}

/// One thing that helps.
package struct SuggestedAction: Codable, Sendable, Equatable {
  package var message: String
  /// The exact command.
  package var command: String

  package init(
    message: String, command: String
  ) {
    self.message = message
    self.command = command
  }
}

/// Whether something can start with the runtimes that are installed.
package struct RuntimeCheckResult: Codable, Sendable, Equatable {
  package var canStart: Bool
  /// Specifiers: `nodejs@>=22`.
  package var missingRuntimes: [String]
  package var conflictingRuntimes: [String]
  package var versionMismatches: [VersionMismatch]
  package var suggestedActions: [SuggestedAction]

  package init(
    canStart: Bool, missingRuntimes: [String], conflictingRuntimes: [String], versionMismatches: [VersionMismatch],
    suggestedActions: [SuggestedAction]
  ) {
    self.canStart = canStart
    self.missingRuntimes = missingRuntimes
    self.conflictingRuntimes = conflictingRuntimes
    self.versionMismatches = versionMismatches
    self.suggestedActions = suggestedActions
  }
}
