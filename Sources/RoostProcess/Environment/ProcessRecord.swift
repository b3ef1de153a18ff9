import RoostAgentClient
import SystemPackage

extension EnvironmentDirectory {
  /// What is the environment's own, at its paths: see ``PathMap``.
  var files: FilePath { path.appending("files") }
  /// Home and temporary files of its processes.
  var temporary: FilePath { path.appending("tmp") }
}

/// What a later daemon has to know about an environment of plain processes.
struct ProcessRecord: EnvironmentRecord, Equatable {
  static let fileName = "process.json"

  var agent: AgentProcess
}
