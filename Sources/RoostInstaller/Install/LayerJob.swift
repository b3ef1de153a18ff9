import Logging
import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage

/// The making of one layer: wait for the lock, build, clean, check, publish. Nothing is visible before the last step.
struct LayerJob {
  let installer: Installer
  let entry: CatalogueEntry
  let source: any LayerSource
  let offer: LayerOffer
  /// What it stands on, base first.
  let stack: [InstalledLayer]
  let transaction: OpenTransaction
  let progress: ProgressSink

  private var version: String { offer.version }
  private var title: String { "\(entry.id) \(version)" }

  func run() async throws(Problem) -> InstalledLayer {
    let lock = try await waitForLock()
    defer { lock.release() }
    // Whoever held the lock before may have installed just this.
    if let layer = try await installer.store.scan().layers.first(where: { $0.runtime == entry.id && $0.version == version }) {
      if let publisher = layer.transaction, publisher != transaction.id {
        try await transaction.step(JournalStep("rely", layer.name, before: String(publisher)))
      }
      return layer
    }
    let staged = try await installer.store.stage()
    do throws(Problem) {
      return try await make(in: staged)
    } catch {
      try await discard(staged, after: error)
      throw error
    }
  }

  private func waitForLock() async throws(Problem) -> FileLock {
    let path = installer.store.paths.lock(of: entry.id, version)
    return try await FileLock.acquire(path, within: installer.options.lockLimit) { [progress, title] holder in
      let who = holder.map { "process \($0)" } ?? "another process"
      progress(.stage("wait", detail: "\(who) is installing \(title)"))
    }
  }

  private func make(in staged: StagedLayer) async throws(Problem) -> InstalledLayer {
    let clock = ContinuousClock()
    let begin = clock.now
    let tally = ProgressTally(progress)
    try await transaction.step(JournalStep("build", title, after: staged.directory.lastComponent?.string))
    let built = try await source.build(offer, in: buildJob(staged, progress: tally.sink))
    let origin = try await LayerPreparation(entry: entry, version: version, below: stack, setup: installer.options.setup)
      .run(built, in: staged, progress: progress)
    let tree = staged.tree
    let size = try await BlockingWork.run { () throws(Problem) in try LayerHygiene.clean(tree) }
    try await check(tree)
    let layer = InstalledLayer(
      runtime: entry.id, version: version, digest: origin.digest, tree: tree.string, size: size.bytes,
      installedAt: installer.options.now(), variables: entry.variables, provenance: origin.provenance,
      seconds: seconds(since: begin, on: clock), transaction: transaction.id)
    let published = try await publish(staged, as: layer)
    transaction.took(
      InstallSample(
        runtime: entry.id, seconds: seconds(since: begin, on: clock), download: tally.download ?? entry.estimate.download,
        disk: published.size))
    progress(.finished("install \(title)", seconds: seconds(since: begin, on: clock)))
    installer.logger.info("layer installed", metadata: ["layer.name": "\(layer.name)", "layer.size": "\(layer.size)"])
    return published
  }

  private func publish(_ staged: StagedLayer, as layer: InstalledLayer) async throws(Problem) -> InstalledLayer {
    progress(.stage("link", detail: title))
    try await transaction.step(JournalStep("publish", layer.name, after: layer.digest))
    let published = try await installer.store.publish(staged, as: layer)
    transaction.changed(
      TransactionChange(action: .added, scope: .layer, name: published.name, runtime: entry.id, version: version))
    return published
  }

  private func buildJob(_ staged: StagedLayer, progress: @escaping ProgressSink) -> BuildJob {
    BuildJob(
      title: title, tree: staged.tree, scratch: staged.scratch,
      downloads: DownloadStore(paths: installer.store.paths, options: installer.options, progress: progress),
      progress: progress, estimate: entry.estimate)
  }

  private func check(_ tree: FilePath) async throws(Problem) {
    let clock = ContinuousClock()
    let begin = clock.now
    progress(.stage("check", detail: title))
    let below = stack.map { (tree: FilePath($0.tree), variables: $0.variables) }
    try await LayerProof(entry: entry, version: version, below: below, verifier: installer.verifier).run(tree)
    progress(.finished("check", seconds: seconds(since: begin, on: clock)))
  }

  /// A failed clean-up is told but does not hide why it was needed; the next start sweeps.
  private func discard(_ staged: StagedLayer, after problem: Problem) async throws(Problem) {
    do throws(Problem) {
      try await staged.discard()
    } catch {
      progress(.warning("\(staged.directory) could not be removed: \(error.message)"))
    }
  }

  private func seconds(since begin: ContinuousClock.Instant, on clock: ContinuousClock) -> Double {
    (clock.now - begin) / .seconds(1)
  }
}
