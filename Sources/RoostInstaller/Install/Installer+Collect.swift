import Glibc
package import RoostModel
import RoostSystem
import SystemPackage

extension Installer {
  /// Throws away what nobody needs: downloads, and layers that no app, no request of a user and no needed layer keeps
  /// (see ``unused(without:among:apps:)``). With a budget only until the store is no larger.
  package func collect(
    _ request: CollectRequest, apps: AppControl, progress: @escaping ProgressSink
  ) async throws(Problem) -> CollectResult {
    let plan = try await collectPlan(request, apps: apps)
    guard !request.dryRun, !plan.isEmpty else { return CollectResult(plan, transaction: nil) }
    let text = request.budget.map { "until the store is no larger than \($0)" } ?? "everything unused"
    let ended = try await transact(.collect, request: text, apps: apps, progress: progress) { (transaction) throws(Problem) in
      try await retire(plan.layers, in: transaction, progress: progress)
      return try await delete(plan.downloads, in: transaction, progress: progress)
    }
    var result = CollectResult(plan, transaction: ended.record.id)
    let left = plan.downloads.filter { !ended.value.contains($0.name) }.map(\.size).reduce(ByteCount(0), +)
    result.downloads = ended.value.count
    result.freed = ByteCount(result.freed.bytes - left.bytes)
    result.kept = result.kept + left
    return result
  }

  private func collectPlan(_ request: CollectRequest, apps: AppControl) async throws(Problem) -> CollectPlan {
    let installed = try await store.scan().layers
    let unused = try await unused(among: installed, apps: apps)
    let directory = store.paths.downloads
    let downloads = try await BlockingWork.run { () throws(Problem) in
      var found: [CollectPlan.Download] = []
      for name in try DirectoryListing.names(in: directory) {
        var status = stat()
        guard lstat(directory.appending(name).string, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
        found.append(
          CollectPlan.Download(
            name: name, size: ByteCount(UInt64(status.st_blocks) * 512), changedAt: Double(status.st_mtim.tv_sec)))
      }
      return found
    }
    return CollectPlan(installed: installed, unused: unused, downloads: downloads, budget: request.budget)
  }

  /// Answers with the names of those that are gone. While another transaction runs, it may be reading them: they stay.
  private func delete(
    _ downloads: [CollectPlan.Download], in transaction: OpenTransaction, progress: ProgressSink
  ) async throws(Problem) -> [String] {
    guard !downloads.isEmpty else { return [] }
    try await transaction.step(JournalStep("delete-downloads", "\(downloads.count) files"))
    var gone: [String] = []
    for download in downloads {
      guard try await journal.running(except: transaction.id).isEmpty else {
        progress(.warning("another installation is at work: \(downloads.count - gone.count) downloads stay"))
        break
      }
      let path = store.paths.downloads.appending(download.name)
      guard unlink(path.string) == 0 || errno == ENOENT else { throw Problem.lastSystemCall("remove \(path)") }
      gone.append(download.name)
    }
    return gone
  }
}

extension CollectResult {
  init(_ plan: CollectPlan, transaction: Int?) {
    self.init(
      layers: plan.layers.map(\.title), downloads: plan.downloads.count, freed: plan.freed, kept: plan.kept,
      transaction: transaction)
  }
}
