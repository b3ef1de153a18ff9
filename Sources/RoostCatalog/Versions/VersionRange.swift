/// Conditions that must all hold: one side of a `||`.
struct VersionRange: Hashable, Sendable {
  var clauses: [VersionClause]
  /// The pre-releases that were written out. They open the range for pre-releases as the scheme's rule says.
  var namedPreReleases: [VersionNumber]

  func contains(_ version: VersionNumber, scheme: VersionScheme, preReleases: Bool = false) -> Bool {
    guard clauses.allSatisfy({ $0.holds(for: version) }) else { return false }
    return preReleases || !version.isPreRelease || opensFor(version, scheme: scheme)
  }

  /// Semantic versions: only pre-releases of a version whose own pre-release is named. Python: any, once one
  /// is named after a sign that may include it.
  private func opensFor(_ version: VersionNumber, scheme: VersionScheme) -> Bool {
    switch scheme {
    case .semver, .composer, .ruby, .java: namedPreReleases.contains { $0.compareRelease(version.release) == 0 }
    case .pep440: !namedPreReleases.isEmpty
    case .debian: true
    }
  }
}
