import FoundationEssentials
import RoostAgentClient
import RoostModel
import RoostSystem
import SystemPackage

extension EnvironmentDirectory {
  /// What became of the sandbox: see ``SandboxRecord``.
  var record: FilePath { path.appending("sandbox.json") }
  /// What it knows as `/etc/hosts`, when that changes while it runs: see ``HostsFile``.
  var hosts: FilePath { path.appending("hosts") }
}

/// What a later daemon has to know about a sandbox beyond its specification. Small, rewritten by rename.
///
/// Not synced to the disk: after a power cut every sandbox is gone and only the directory has to be found.
struct SandboxRecord: Codable, Sendable, Equatable {
  /// Index of its network link in ``subnet``.
  var link: Int?
  var subnet: String?
  /// The packet filter holds a list of what it may reach.
  var isLimited: Bool?
  /// Its first process; nil before the boot.
  var agent: AgentProcess?

  static func read(_ directory: EnvironmentDirectory) throws(Problem) -> SandboxRecord? {
    try JSONFile.read(SandboxRecord.self, from: directory.record)
  }

  /// Which links environments on disk have. A record that cannot be read belongs to an environment whose interface, if it
  /// lives, the host shows. Blocking.
  static func links(of subnet: Subnet, in environments: EnvironmentsDirectory) -> Set<Int> {
    let known = (try? environments.known()) ?? []
    return Set(
      known.compactMap { id in
        guard let record = try? read(environments.directory(of: id)), record.subnet == "\(subnet)" else { return nil }
        return record.link
      })
  }

  func write(to directory: EnvironmentDirectory) throws(Problem) { try JSONFile.write(self, to: directory.record) }
}
