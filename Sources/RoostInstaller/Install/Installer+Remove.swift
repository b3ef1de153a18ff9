import Logging
import RoostCatalog
package import RoostModel
import RoostSystem

extension Installer {
  /// Removes installed layers as one transaction. They are out of sight at once; their files go when nobody uses them.
  ///
  /// `runtime.in-use` when an app runs on one of them, or when other layers stand on it. `force` stops the apps in order.
  package func remove(
    _ request: RemoveRequest, apps: AppControl, progress: @escaping ProgressSink
  ) async throws(Problem) -> RemoveResult {
    let tally = ProgressTally(progress)
    tally.sink(.stage("plan", detail: "who uses \(request.specifiers.joined(separator: ", "))"))
    let check = try await canRemove(request, apps: apps)
    if !request.force, let problem = check.refusal { throw problem }
    for runtime in check.dependentRuntimes {
      tally.sink(.warning("\(runtime) cannot be used until what lies below it is installed again"))
    }
    let layers = try await removalTargets(request, apps: apps)
    let users = check.dependentApps.filter(\.isAlive)
    let text = request.specifiers.joined(separator: " ")
    let ended = try await transact(.remove, request: text, apps: apps, progress: tally.sink) { (transaction) throws(Problem) in
      try await stop(users, apps: apps, transaction: transaction, progress: tally.sink)
      try await retire(layers, in: transaction, progress: tally.sink)
    }
    return RemoveResult(
      removed: ended.record.removedTitles, stoppedApps: users.map(\.app),
      freed: layers.map(\.size).reduce(ByteCount(0), +), warnings: tally.warnings, transaction: ended.record.id)
  }

  /// Moves layers out of sight. Each is written down first.
  func retire(
    _ layers: [InstalledLayer], in transaction: OpenTransaction, progress: ProgressSink
  ) async throws(Problem) {
    for layer in layers {
      let lock = try await lock(layer)
      defer { lock.release() }
      progress(.stage("remove", detail: "\(layer.runtime) \(layer.version)"))
      try await transaction.step(JournalStep("retire", layer.name, before: layer.transaction.map(String.init)))
      try await store.retire(layer.name, for: transaction.id)
      transaction.changed(
        TransactionChange(
          action: .removed, scope: .layer, name: layer.name, runtime: layer.runtime, version: layer.version))
      logger.info("layer removed", metadata: ["layer.name": "\(layer.name)"])
    }
  }

  private func stop(
    _ users: [AppUse], apps: AppControl, transaction: OpenTransaction, progress: ProgressSink
  ) async throws(Problem) {
    for use in users {
      progress(.stage("stop", detail: use.app))
      try await transaction.step(JournalStep("stop", use.app, before: use.state.rawValue))
      try await apps.stop(use)
    }
  }
}
