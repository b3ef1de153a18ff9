import RoostAgentClient
import RoostModel
import RoostSystem
import SystemPackage

/// What a later daemon has to know about an environment on another host beyond its specification.
struct SSHRecord: Codable, Sendable, Equatable {
  /// Its directory there.
  var directory: String
  /// Its agent as that host numbers it; nil before the boot.
  var agent: Int32?
  /// Its control groups there.
  var groups: [String] = []
  /// The one that can be frozen.
  var freezer: String?
  /// Index of its network link there.
  var link: Int?

  init(directory: String) { self.directory = directory }

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
