/// What an installation, upgrade or bundle installation came to.
package struct InstallResult: Codable, Sendable, Equatable {
  /// The whole stack, base first: what was there and what is new. Empty in host scope.
  package var layers: [InstalledLayer]
  /// What this transaction added: `nodejs 24.19.0`.
  package var installed: [String]
  /// Host scope: packages that were added, `name=version`.
  package var packages: [String]
  package var warnings: [String]
  package var seconds: Double
  /// Its number in `roost history`; `nil` when there was nothing to do.
  package var transaction: Int?

  package init(
    layers: [InstalledLayer], installed: [String], packages: [String] = [], warnings: [String] = [], seconds: Double,
    transaction: Int? = nil
  ) {
    self.layers = layers
    self.installed = installed
    self.packages = packages
    self.warnings = warnings
    self.seconds = seconds
    self.transaction = transaction
  }
}
