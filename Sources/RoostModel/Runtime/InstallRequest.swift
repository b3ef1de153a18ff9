/// The body of `POST /api/v1/runtimes`.
package struct InstallRequest: Codable, Sendable, Equatable {
  /// `nodejs`, `node@22`, `python@3` ...
  package var specifiers: [String]
  /// A profile, beside the specifiers.
  package var profile: String?
  package var scope: InstallScope
  /// Go on although a conflict says no; it becomes a warning.
  package var force: Bool
  /// Host scope: stop at the first runtime that fails. Otherwise the others are installed, and the failures told at the end.
  package var failFast: Bool

  package init(
    specifiers: [String], profile: String? = nil, scope: InstallScope = .layer, force: Bool = false, failFast: Bool = true
  ) {
    self.specifiers = specifiers
    self.profile = profile
    self.scope = scope
    self.force = force
    self.failFast = failFast
  }
}

extension InstallRequest {
  /// What is left out has its default.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      specifiers: try container.decodeIfPresent([String].self, forKey: .specifiers) ?? [],
      profile: try container.decodeIfPresent(String.self, forKey: .profile),
      scope: try container.decodeIfPresent(InstallScope.self, forKey: .scope) ?? .layer,
      force: try container.decodeIfPresent(Bool.self, forKey: .force) ?? false,
      failFast: try container.decodeIfPresent(Bool.self, forKey: .failFast) ?? true)
  }
}
