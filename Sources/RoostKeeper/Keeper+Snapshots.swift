import RoostEnvironments
package import RoostModel
import RoostSystem
import SystemPackage

/// A snapshot is a directory: `snapshot.json`, written last, and what was written over the stack as `tree`.
extension Keeper {
  package func snapshot(of name: EnvironmentName, as snapshot: EnvironmentName) async throws(Problem) -> SnapshotSummary {
    let kept = try environment(name)
    let environment = try await kept.running()
    let record = await kept.record
    let place = services.paths.snapshot(snapshot)
    try await BlockingWork.run { () throws(Problem) in
      guard try JSONFile.read(KeptSnapshot.self, from: place.appending("snapshot.json")) == nil else {
        throw Problem(
          .environmentState, "there is a snapshot named '\(snapshot)' already",
          hint: "choose another name, or take it away: roost env snapshots --remove \(snapshot)")
      }
    }
    // One that was not finished.
    try await DirectoryRemoval.remove(place)
    try await BlockingWork.run { () throws(Problem) in try DirectoryCreation.ensure(place, mode: 0o711) }
    let tree = place.appending("tree")
    let summary = SnapshotSummary(name: snapshot, environment: name, createdAt: services.now(), madeOf: record.madeOf)
    let written = KeptSnapshot(
      summary: summary, layers: record.spec.layers, variables: record.spec.variables, user: record.spec.user,
      workingDirectory: record.spec.workingDirectory, tree: tree.string)
    do throws(Problem) {
      try await environment.snapshot(into: tree)
      try await BlockingWork.run { () throws(Problem) in try JSONFile.writeDurably(written, to: place.appending("snapshot.json"))
      }
    } catch {
      try? await DirectoryRemoval.remove(place)
      throw error
    }
    return summary
  }

  package func snapshots() async throws(Problem) -> [SnapshotSummary] { try await keptSnapshots().map(\.summary) }

  func keptSnapshots() async throws(Problem) -> [KeptSnapshot] {
    let paths = services.paths
    return try await BlockingWork.run { () throws(Problem) in
      var found: [KeptSnapshot] = []
      for name in try DirectoryListing.names(in: paths.snapshots) {
        let file = paths.snapshots.appending(name).appending("snapshot.json")
        if let snapshot = try JSONFile.read(KeptSnapshot.self, from: file) { found.append(snapshot) }
      }
      return found
    }
  }

  func keptSnapshot(_ name: EnvironmentName) async throws(Problem) -> KeptSnapshot {
    guard let found = try await keptSnapshots().first(where: { $0.summary.name == name }) else {
      throw Problem.noSuchSnapshot(name)
    }
    return found
  }

  package func removeSnapshot(_ name: EnvironmentName) async throws(Problem) {
    let snapshot = try await keptSnapshot(name)
    for kept in all where await kept.record.spec.snapshot == snapshot.tree {
      throw Problem(
        .environmentState, "environment '\(await kept.name)' stands on snapshot '\(name)'",
        hint: "take it away first: roost env destroy \(await kept.name)")
    }
    try await DirectoryRemoval.remove(services.paths.snapshot(name))
  }
}
