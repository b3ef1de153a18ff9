import RoostAgentClient
import RoostModel
import SystemPackage

extension EnvironmentDirectory {
  /// See ``ProcessRecord``.
  var record: FilePath { path.appending("process.json") }
  /// The environment's `/`: see ``PathMap``.
  var files: FilePath { path.appending("files") }
}

/// What a later daemon has to know about an environment beyond its specification.
struct ProcessRecord: Codable, Sendable, Equatable {
  var agent: AgentProcess

  static func read(_ directory: EnvironmentDirectory) throws(Problem) -> ProcessRecord? {
    try JSONFile.read(ProcessRecord.self, from: directory.record)
  }

  func write(to directory: EnvironmentDirectory) throws(Problem) { try JSONFile.write(self, to: directory.record) }
}
