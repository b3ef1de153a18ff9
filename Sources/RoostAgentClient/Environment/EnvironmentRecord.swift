package import RoostModel
package import RoostSystem
import SystemPackage

/// What a later daemon has to know about an environment of one strategy beyond its specification: a small file in the
/// environment's directory, rewritten by rename.
///
/// Not synced to the disk: after a power cut every environment is gone and only the directory has to be found.
package protocol EnvironmentRecord: Codable, Sendable {
  static var fileName: String { get }
}

extension EnvironmentRecord {
  /// Nil when nothing was written yet. Blocking.
  package static func read(_ directory: EnvironmentDirectory) throws(Problem) -> Self? {
    try JSONFile.read(Self.self, from: directory.path.appending(fileName))
  }

  /// Blocking.
  package func write(to directory: EnvironmentDirectory) throws(Problem) {
    try JSONFile.write(self, to: directory.path.appending(Self.fileName))
  }
}

/// The record of an environment that may have a network link of this machine.
package protocol LinkedRecord: EnvironmentRecord {
  /// Index of its network link in ``subnet``.
  var link: Int? { get }
  var subnet: String? { get }
}

extension LinkedRecord {
  /// Which links environments on disk have. A record that cannot be read belongs to an environment whose interface, if it
  /// lives, the host shows. Blocking.
  package static func links(of subnet: Subnet, in environments: EnvironmentsDirectory) -> Set<Int> {
    let known = (try? environments.known()) ?? []
    return Set(
      known.compactMap { id in
        guard let record = try? read(environments.directory(of: id)), record.subnet == "\(subnet)" else { return nil }
        return record.link
      })
  }
}
