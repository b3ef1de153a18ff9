package import RoostModel
import RoostSystem
import SystemPackage

/// Who stands on a layer, by what is written down: enough for a daemon and for a command without one.
package struct KeptUses: Sendable {
  private let paths: KeeperPaths

  package init(paths: KeeperPaths) { self.paths = paths }

  /// Takes the layer's tree, an absolute path. Answers `environment dev`, `snapshot base`.
  package func users(of layer: String) async throws(Problem) -> [String] {
    let paths = paths
    return try await BlockingWork.run { () throws(Problem) in
      var users: [String] = []
      for name in try DirectoryListing.names(in: paths.records) {
        let record = try JSONFile.read(KeptRecord.self, from: paths.records.appending(name))
        if let record, record.spec.layers.contains(layer) { users.append("environment \(record.name)") }
      }
      for name in try DirectoryListing.names(in: paths.snapshots) {
        let file = paths.snapshots.appending(name).appending("snapshot.json")
        let snapshot = try JSONFile.read(KeptSnapshot.self, from: file)
        if let snapshot, snapshot.layers.contains(layer) { users.append("snapshot \(snapshot.summary.name)") }
      }
      return users
    }
  }

  /// What ends such a use: nothing but its owner.
  package static func refusal(of use: String) -> Problem? {
    for (kind, command) in [("environment ", "roost env destroy "), ("snapshot ", "roost env snapshots --remove ")]
    where use.hasPrefix(kind) {
      return Problem(
        .runtimeInUse, "\(use) stands on it", hint: "take it away first: \(command)\(use.dropFirst(kind.count))")
    }
    return nil
  }
}
