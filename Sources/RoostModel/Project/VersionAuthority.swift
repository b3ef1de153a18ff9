/// What decided the version of a runtime, the weightiest first. A file that states one version outweighs one that states a range.
package enum VersionAuthority: String, Codable, Sendable, CaseIterable {
  /// Typed by the user.
  case commandLine = "command-line"
  /// The project's own roost.yml.
  case settings
  case exactFile = "exact-file"
  case rangeFile = "range-file"
  /// A file that states the oldest version that will do.
  case floorFile = "floor-file"
  /// The profile this node has chosen.
  case profile
  /// The catalogue's default.
  case catalogue
}

extension VersionAuthority {
  /// Whether somebody asked for these versions. What nobody asked for may change without the project, so that an app keeps
  /// the version it runs on.
  package var isAskedFor: Bool { self != .profile && self != .catalogue }
}
