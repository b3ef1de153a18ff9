/// Files of an app that need no program to be answered: what Django's `collectstatic` gathers.
package struct StaticMount: Codable, Sendable, Equatable {
  /// Below the app's base path, with `/` at both ends: `/static/`.
  package var path: String
  /// Relative to the project.
  package var directory: String

  package init(path: String, directory: String) {
    self.path = path
    self.directory = directory
  }
}
