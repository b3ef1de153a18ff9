import FoundationEssentials
import RoostAgentClient
import RoostModel
import RoostSystem
import SystemPackage

extension EnvironmentDirectory {
  /// What it knows as `/etc/hosts`, when that changes while it runs: see ``HostsFile``.
  var hosts: FilePath { path.appending("hosts") }
}

/// What a later daemon has to know about a sandbox.
struct SandboxRecord: LinkedRecord, Equatable {
  static let fileName = "sandbox.json"

  /// Index of its network link in ``subnet``.
  var link: Int?
  var subnet: String?
  /// The packet filter holds a list of what it may reach.
  var isLimited: Bool?
  /// Bubblewrap has built it: the copies below its upper directory, where it may write. See ``WritablePlaces``.
  var writable: [String]?
  /// Its first process; nil before the boot.
  var agent: AgentProcess?
}
