/// What a removal came to.
package struct RemoveResult: Codable, Sendable, Equatable {
  /// `nodejs 22.20.0`, with what was removed because nothing needs it any more.
  package var removed: [String]
  /// Packages of the machine itself that went: `libexpat1=2.5.0-1`.
  package var packages: [String]
  package var stoppedApps: [String]
  package var freed: ByteCount
  package var warnings: [String]
  package var transaction: Int?

  package init(
    removed: [String], packages: [String] = [], stoppedApps: [String] = [], freed: ByteCount, warnings: [String] = [],
    transaction: Int? = nil
  ) {
    self.removed = removed
    self.packages = packages
    self.stoppedApps = stoppedApps
    self.freed = freed
    self.warnings = warnings
    self.transaction = transaction
  }
}
