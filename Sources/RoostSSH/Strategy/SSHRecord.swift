import RoostAgentClient
import RoostModel
import SystemPackage

/// What a later daemon has to know about an environment on another host beyond its specification.
struct SSHRecord: Codable, Sendable, Equatable {
  /// Its directory there.
  var directory: String
  /// Its agent as that host numbers it; nil before the boot.
  var agent: Int32?
  /// Index of its network link there.
  var link: Int?

  private static func path(_ directory: EnvironmentDirectory) -> FilePath { directory.path.appending("ssh.json") }

  static func read(_ directory: EnvironmentDirectory) throws(Problem) -> SSHRecord? {
    try JSONFile.read(SSHRecord.self, from: path(directory))
  }

  func write(to directory: EnvironmentDirectory) throws(Problem) {
    try JSONFile.write(self, to: SSHRecord.path(directory))
  }

  /// The agent's socket there.
  var socket: FilePath { FilePath(directory).appending(EnvironmentDirectory.socketName) }
}
