package import RoostModel

/// How a runtime is had from the machine's own package managers.
package struct HostPackages: Hashable, Sendable, Codable {
  /// Packages by manager; `{major}` and `{minor}` stand for those of the wanted version.
  package var names: [PackageManagerKind: [String]]
  /// brew: casks instead of formulae.
  package var casks: [String]
  /// The package whose version is the runtime's, where it is not the first.
  package var versionOf: [PackageManagerKind: String]
  /// systemd units it brings; they are not enabled by Roost.
  package var services: [String]
  /// What a user should know before: `the group docker is root on this machine`.
  package var warnings: [String]
  /// Paths that a removal leaves.
  package var keeps: [String]
  /// Instead of the entry's own commands; on the host itself.
  package var verify: [VerifyStep]

  package init(
    names: [PackageManagerKind: [String]], casks: [String] = [], versionOf: [PackageManagerKind: String] = [:],
    services: [String] = [], warnings: [String] = [], keeps: [String] = [], verify: [VerifyStep] = []
  ) {
    self.names = names
    self.casks = casks
    self.versionOf = versionOf
    self.services = services
    self.warnings = warnings
    self.keeps = keeps
    self.verify = verify
  }
}
