import Logging
import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage

/// The part of a transaction that installs layers from a checked bundle: unpack what is not there, prove it, publish it.
/// Nothing is visible before all of it was proved.
struct BundleInstallation {
  let installer: Installer
  let bundle: BundleFile
  /// Base first.
  let layers: [BundleLayer]
  let transaction: OpenTransaction
  let progress: ProgressSink

  private struct Unpacked: Sendable {
    var layer: BundleLayer
    var staged: StagedLayer
    var size: ByteCount
  }

  /// Answers with all layers, base first.
  func run() async throws(Problem) -> [InstalledLayer] {
    let locks = try await lock()
    defer { for lock in locks { lock.release() } }
    let there = try await installer.store.scan().layers.filter { layer in layers.contains { $0.name == layer.name } }
    for layer in there { try await rely(on: layer) }
    let missing = layers.filter { layer in !there.contains { $0.name == layer.name } }
    try await requireSpace(for: missing)
    let unpacked = try await unpack(missing)
    do throws(Problem) {
      try await prove(unpacked)
      try await publish(unpacked)
    } catch {
      try await discard(unpacked)
      throw error
    }
    let scan = try await installer.store.scan()
    return layers.compactMap { layer in scan.layers.first { $0.name == layer.name } }
  }

  /// Its lock is held here: whoever published it can take it back only afterwards, and sees this then.
  private func rely(on layer: InstalledLayer) async throws(Problem) {
    guard let publisher = layer.transaction, installer.journal.isRunning(publisher) else { return }
    try await transaction.step(JournalStep("rely", layer.name, before: String(publisher)))
  }

  /// In one order for everybody, so that two installations do not wait for each other.
  private func lock() async throws(Problem) -> [FileLock] {
    var locks: [FileLock] = []
    for name in Set(layers.map { installer.store.paths.lock(of: $0.runtime, $0.version).string }).sorted() {
      locks.append(
        try await FileLock.acquire(FilePath(name), within: installer.options.lockLimit) { [progress] holder in
          progress(.stage("wait", detail: "\(holder.map { "process \($0)" } ?? "another process") is installing one of these"))
        })
    }
    return locks
  }

  private func requireSpace(for missing: [BundleLayer]) async throws(Problem) {
    let needed = missing.reduce(ByteCount(0)) { $0 + $1.unpacked }
    let place = installer.store.paths.temporary
    let name = bundle.path.lastComponent?.string ?? "the bundle"
    try await BlockingWork.run { () throws(Problem) in
      try DiskSpace.at(place).require(ByteCount(needed.bytes + needed.bytes / 10), for: name, at: place)
    }
  }

  /// How many layers are unpacked at the same time.
  private static let width = 2

  private func unpack(_ missing: [BundleLayer]) async throws(Problem) -> [Unpacked] {
    var staged: [StagedLayer] = []
    do throws(Problem) {
      for _ in missing { staged.append(try await installer.store.stage()) }
      return try await unpackTogether(Array(zip(missing, staged)))
    } catch {
      for layer in staged { try await layer.discard() }
      throw error
    }
  }

  private func unpackTogether(_ work: [(BundleLayer, StagedLayer)]) async throws(Problem) -> [Unpacked] {
    do {
      return try await withThrowingTaskGroup(of: (Int, Unpacked).self) { group in
        var unpacked = [Unpacked?](repeating: nil, count: work.count)
        for (index, (layer, staged)) in work.enumerated() {
          if index >= BundleInstallation.width, let (done, result) = try await group.next() { unpacked[done] = result }
          group.addTask { (index, try await unpackOne(layer, into: staged)) }
        }
        for try await (done, result) in group { unpacked[done] = result }
        return unpacked.compactMap { $0 }
      }
    } catch { throw Problem.unexpected(error, during: "unpacking \(bundle.path)") }
  }

  private func unpackOne(_ layer: BundleLayer, into staged: StagedLayer) async throws(Problem) -> Unpacked {
    let title = "\(layer.runtime) \(layer.version)"
    progress(.stage("unpack", detail: title))
    try await transaction.step(JournalStep("build", title, after: staged.directory.lastComponent?.string))
    try await bundle.unpack(layer, into: staged.tree)
    let tree = staged.tree
    let size = try await BlockingWork.run { () throws(Problem) in try LayerHygiene.clean(tree) }
    return Unpacked(layer: layer, staged: staged, size: size.bytes)
  }

  /// Each over the stack it comes with, before anything is visible.
  private func prove(_ unpacked: [Unpacked]) async throws(Problem) {
    let choice = BundleChoice(manifest: bundle.manifest, catalogue: installer.catalogue)
    for one in unpacked {
      progress(.stage("check", detail: "\(one.layer.runtime) \(one.layer.version)"))
      let entry = try installer.catalogue.entry(one.layer.runtime)
      let below = try choice.stack(below: one.layer).map { (tree: tree(of: $0, unpacked), variables: $0.variables) }
      let proof = LayerProof(entry: entry, version: one.layer.version, below: below, verifier: installer.verifier)
      try await proof.run(one.staged.tree)
    }
  }

  private func tree(of layer: BundleLayer, _ unpacked: [Unpacked]) -> FilePath {
    unpacked.first { $0.layer.name == layer.name }?.staged.tree
      ?? installer.store.paths.layers.appending(layer.name).appending("fs")
  }

  private func publish(_ unpacked: [Unpacked]) async throws(Problem) {
    for one in unpacked {
      progress(.stage("link", detail: "\(one.layer.runtime) \(one.layer.version)"))
      try await transaction.step(JournalStep("publish", one.layer.name, after: one.layer.digest))
      let layer = try await installer.store.publish(
        one.staged, as: record(of: one.layer, in: one.staged.tree, size: one.size))
      transaction.changed(
        TransactionChange(action: .added, scope: .layer, name: layer.name, runtime: layer.runtime, version: layer.version))
      installer.logger.info("layer installed", metadata: ["layer.name": "\(layer.name)"])
    }
  }

  private func record(of layer: BundleLayer, in tree: FilePath, size: ByteCount) -> InstalledLayer {
    InstalledLayer(
      runtime: layer.runtime, version: layer.version, digest: layer.digest, tree: tree.string, size: size,
      installedAt: installer.options.now(), variables: layer.variables,
      provenance: bundle.manifest.provenance[layer.name] ?? [], seconds: layer.seconds, transaction: transaction.id)
  }

  private func discard(_ unpacked: [Unpacked]) async throws(Problem) {
    for one in unpacked { try await one.staged.discard() }
  }
}
