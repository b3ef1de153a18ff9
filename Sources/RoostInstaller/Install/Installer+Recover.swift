package import RoostModel
import RoostSystem

extension Installer {
  /// Takes back what killed transactions left, and deletes removed layers that nobody uses any more.
  /// Answers with one sentence for each thing it did. Call once at start; every transaction does it, too. What was left in
  /// host scope is the affair of ``repair(apps:progress:)``.
  package func recover(apps: AppControl) async throws(Problem) -> [String] {
    var actions: [String] = []
    for transaction in try await journal.interrupted() where transaction.current.record.scope == .layer {
      let record = transaction.current.record
      _ = try await LayerRollback(installer: self, transaction: transaction, apps: apps).run()
      try await transaction.rolledBack(.interrupted(record))
      actions.append("took back transaction \(record.id) (\(record.kind.rawValue) \(record.request)), which was interrupted")
    }
    actions += try await store.deleteRetired(journal)
    return actions
  }

  /// Held by whoever builds, takes back or removes a layer.
  func lock(_ layer: InstalledLayer) async throws(Problem) -> FileLock {
    try await FileLock.acquire(store.paths.lock(of: layer.runtime, layer.version), within: options.lockLimit)
  }
}
