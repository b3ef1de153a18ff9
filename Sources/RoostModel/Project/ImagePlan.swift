/// The image an app runs in, built from its own Dockerfile by a container engine.
package struct ImagePlan: Codable, Sendable, Equatable {
  /// Relative to the project.
  package var dockerfile: String
  /// What the engine calls it, once it is built.
  package var name: String?
  /// What it starts unless the project says otherwise, once it is built: program and arguments.
  package var command: [String]?
  /// Where that starts, once it is built.
  package var workingDirectory: String?

  package init(dockerfile: String) { self.dockerfile = dockerfile }
}
