/// How the versions of a runtime are read and ordered.
package enum VersionScheme: String, Sendable, Codable, CaseIterable {
  case semver, pep440, debian
}
