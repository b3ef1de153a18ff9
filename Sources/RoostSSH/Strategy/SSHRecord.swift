import RoostAgentClient
import SystemPackage

/// What a later daemon has to know about an environment on another host.
struct SSHRecord: EnvironmentRecord, Equatable {
  static let fileName = "ssh.json"

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

  /// `NAME=value` that each of its processes has among its variables, where nothing else keeps them together.
  var mark: String?

  init(directory: String) { self.directory = directory }

  /// The agent's socket there.
  var socket: FilePath { FilePath(directory).appending(EnvironmentDirectory.socketName) }
}
