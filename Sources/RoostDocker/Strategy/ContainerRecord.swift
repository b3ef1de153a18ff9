import RoostAgentClient

/// What a later daemon has to know about a container.
struct ContainerRecord: EnvironmentRecord, Equatable {
  static let fileName = "container.json"

  var image: String
  var imageVariables: [String: String] = [:]
  /// The engine's identifier; nil before the boot.
  var container: String?
  /// Its first process as this machine sees it.
  var agent: AgentProcess?
  /// What was built for this environment alone, and goes with it.
  var ownImage: String?

  init(image: String) { self.image = image }
}
