import RoostAgentClient
import RoostModel
import RoostSystem
import SystemPackage

/// What a later daemon has to know about a container beyond its specification. Small, rewritten by rename.
struct ContainerRecord: Codable, Sendable, Equatable {
  var image: String
  var imageVariables: [String: String] = [:]
  /// The engine's identifier; nil before the boot.
  var container: String?
  /// Its first process as this machine sees it.
  var agent: AgentProcess?
  /// What was built for this environment alone, and goes with it.
  var ownImage: String?

  init(image: String) { self.image = image }

  static func read(_ directory: EnvironmentDirectory) throws(Problem) -> ContainerRecord? {
    try JSONFile.read(ContainerRecord.self, from: file(in: directory))
  }

  func write(to directory: EnvironmentDirectory) throws(Problem) {
    try JSONFile.write(self, to: ContainerRecord.file(in: directory))
  }

  private static func file(in directory: EnvironmentDirectory) -> FilePath { directory.path.appending("container.json") }
}
