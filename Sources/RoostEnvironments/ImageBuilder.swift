package import RoostModel
package import SystemPackage

/// Builds images from Dockerfiles, for apps that bring one.
package protocol ImageBuilder: Sendable {
  /// Whether an engine answers.
  func isUsable() async -> Bool
  /// Builds the image of a directory without what its `.dockerignore` names; `file` is a path in it. `name` is what the image is
  /// called from then on. Throws ``ProblemCode/buildFailed`` with the last lines.
  func build(
    _ context: FilePath, file: String, name: String, progress: @escaping ProgressSink
  ) async throws(Problem) -> BuiltImage
  /// Harmless when there is none.
  func remove(_ name: String) async throws(Problem)
}

/// What an image says about how it is run.
package struct BuiltImage: Sendable, Equatable {
  /// Program and arguments; none when the image starts nothing by itself.
  package var command: [String]
  package var workingDirectory: String
  /// TCP ports it says it listens on, lowest first.
  package var ports: [UInt16]

  package init(command: [String], workingDirectory: String, ports: [UInt16]) {
    self.command = command
    self.workingDirectory = workingDirectory
    self.ports = ports
  }
}
