/// What is to be removed: the body of `POST /api/v1/runtimes/remove`.
package struct RemoveRequest: Codable, Sendable, Equatable {
  /// `nodejs@22`, `node@22.20.0`.
  package var specifiers: [String]
  /// Stop the apps that use it and remove it all the same.
  package var force: Bool
  /// Also remove what only it required.
  package var removesUnused: Bool
  package var scope: InstallScope

  package init(
    specifiers: [String], force: Bool = false, removesUnused: Bool = false, scope: InstallScope = .layer
  ) {
    self.specifiers = specifiers
    self.force = force
    self.removesUnused = removesUnused
    self.scope = scope
  }
}

extension RemoveRequest {
  /// What is left out has its default.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      specifiers: try container.decode([String].self, forKey: .specifiers),
      force: try container.decodeIfPresent(Bool.self, forKey: .force) ?? false,
      removesUnused: try container.decodeIfPresent(Bool.self, forKey: .removesUnused) ?? false,
      scope: try container.decodeIfPresent(InstallScope.self, forKey: .scope) ?? .layer)
  }
}
