import RoostAgentClient
import RoostModel

/// What a later daemon has to know about an environment on a host that no agent runs on.
struct BareRecord: EnvironmentRecord, Equatable {
  static let fileName = "bare.json"

  /// Its directory there.
  var directory: String
  /// The agent here that holds its sessions; nil before the boot.
  var agent: AgentProcess?
  /// What its processes are called there, by their numbers.
  var names: [UInt32: String] = [:]

  init(directory: String) { self.directory = directory }

  static func mark(of id: EnvironmentID) -> String { "\(PlainPlan.mark)=\(id.text)" }
}
