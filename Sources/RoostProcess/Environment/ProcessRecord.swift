import RoostAgentClient
import RoostModel
import RoostSystem
import SystemPackage

extension EnvironmentDirectory {
  /// See ``ProcessRecord``.
  var record: FilePath { path.appending("process.json") }
  /// What is the environment's own, at its paths: see ``PathMap``.
  var files: FilePath { path.appending("files") }
  /// Home and temporary files of its processes.
  var temporary: FilePath { path.appending("tmp") }
}

/// What a later daemon has to know about an environment beyond its specification.
struct ProcessRecord: Codable, Sendable, Equatable {
  var agent: AgentProcess

  static func read(_ directory: EnvironmentDirectory) throws(Problem) -> ProcessRecord? {
    try JSONFile.read(ProcessRecord.self, from: directory.record)
  }

  func write(to directory: EnvironmentDirectory) throws(Problem) { try JSONFile.write(self, to: directory.record) }
}
