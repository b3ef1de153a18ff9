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
