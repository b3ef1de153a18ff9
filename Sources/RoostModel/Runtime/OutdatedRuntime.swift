/// What the makers of a runtime still do for a line of versions.
package struct SupportPhase: Codable, Sendable, Hashable {
  package enum Phase: String, Codable, Sendable, CaseIterable { case current, active, lts, maintenance, eol }

  /// A selector: `24`, `3.11`.
  package var versions: String
  package var phase: Phase
  /// The day it ends: `2028-04-30`.
  package var until: String?

  package init(
    versions: String, phase: Phase, until: String? = nil
  ) {
    self.versions = versions
    self.phase = phase
    self.until = until
  }
}

/// An installed runtime, or an app's, beside what there is now.
package struct OutdatedRuntime: Codable, Sendable, Equatable {
  package var runtime: RuntimeID
  package var installed: String
  /// What the app or the user asked for; the catalogue's default otherwise.
  package var selector: String
  /// `nil` for a layer as such.
  package var app: String?
  /// `nil` when nobody could be asked.
  package var newestInRange: String?
  package var newest: String?
  package var support: SupportPhase?
  /// What brings it up to date.
  package var command: String?
  package var scope: InstallScope

  package init(
    runtime: RuntimeID, installed: String, selector: String, app: String? = nil, newestInRange: String? = nil,
    newest: String? = nil, support: SupportPhase? = nil, command: String? = nil, scope: InstallScope = .layer
  ) {
    self.runtime = runtime
    self.installed = installed
    self.selector = selector
    self.app = app
    self.newestInRange = newestInRange
    self.newest = newest
    self.support = support
    self.command = command
    self.scope = scope
  }

  package var isOutdated: Bool { newestInRange.map { $0 != installed } ?? false }
}
