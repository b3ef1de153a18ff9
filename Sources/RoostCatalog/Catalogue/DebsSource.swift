/// Debian packages with everything they need beyond the base, unpacked without their maintainer scripts.
package struct DebsSource: Hashable, Sendable, Codable {
  /// `bookworm`; must be the suite of the base below.
  package var suite: String
  /// The packages asked for; the rest follows from their dependencies.
  package var packages: [String]
  /// The package whose upstream version is the layer's version.
  package var versionOf: String

  package init(suite: String, packages: [String], versionOf: String) {
    self.suite = suite
    self.packages = packages
    self.versionOf = versionOf
  }

  /// The layer's version for a version of ``versionOf``: `3.11.2-6+deb12u6` is `3.11.2`, `1:2.4~rc1-1` is `2.4~rc1`.
  package static func upstreamVersion(of packageVersion: String) -> String {
    DebianVersion(packageVersion).upstream
  }
}
