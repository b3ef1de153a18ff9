import RoostAgentClient
import SystemPackage

/// What a later daemon has to know about an environment of plain processes.
struct ProcessRecord: EnvironmentRecord, Equatable {
  static let fileName = "process.json"

  var agent: AgentProcess
}
