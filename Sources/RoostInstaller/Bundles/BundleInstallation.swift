import Glibc
import Logging
import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage

/// The installation of layers from a checked bundle: unpack what is not there, prove it, publish it. Nothing is visible
/// before all of it was proved, and a failure takes back what became visible.
struct BundleInstallation {
  let installer: Installer
  let bundle: BundleFile
  /// Base first.
  let layers: [BundleLayer]
  let progress: ProgressSink

  private struct Unpacked: Sendable {
    var layer: BundleLayer
    var staged: StagedLayer
    var size: ByteCount
  }

  /// Nothing is written into the journal when everything is there.
  func run(apps: AppControl) async throws(Problem) -> InstallResult {
    let clock = ContinuousClock()
    let begin = clock.now
    if try await missing().isEmpty { return try await result(nil, seconds: (clock.now - begin) / .seconds(1)) }
    let request = bundle.path.lastComponent?.string ?? "bundle"
    let ended = try await installer.transact(.bundle, request: request, apps: apps, progress: progress) {
      (transaction) throws(Problem) in try await install(in: transaction)
    }
    progress(.finished("install \(request)", seconds: (clock.now - begin) / .seconds(1)))
    return try await result(ended.record, seconds: (clock.now - begin) / .seconds(1))
  }

  private func install(in transaction: OpenTransaction) async throws(Problem) {
    let locks = try await lock()
    defer { for lock in locks { lock.release() } }
    let missing = try await missing()
    try await requireSpace(for: missing)
    for layer in layers where !missing.contains(layer) { try await rely(on: layer, transaction) }
    let unpacked = try await unpack(missing)
    do throws(Problem) {
      try await prove(unpacked)
      try await publish(unpacked, in: transaction)
    } catch {
      try await discard(unpacked)
      throw error
    }
    transaction.requested(layers.map { NamedRequest(runtime: $0.runtime, selector: $0.version, version: $0.version) })
  }

  private func missing() async throws(Problem) -> [BundleLayer] {
    let there = Set(try await installer.store.scan().layers.map(\.name))
    return layers.filter { !there.contains($0.name) }
  }

  /// Its lock is held here: who published it can take it back only afterwards, and sees this then.
  private func rely(on layer: BundleLayer, _ transaction: OpenTransaction) async throws(Problem) {
    guard let publisher = try await installer.store.layer(named: layer.name)?.transaction else { return }
    guard installer.journal.isRunning(publisher) else { return }
    try await transaction.step(JournalStep("rely", layer.name, before: String(publisher)))
  }

  private func result(_ record: TransactionRecord?, seconds: Double) async throws(Problem) -> InstallResult {
    let scan = try await installer.store.scan()
    return InstallResult(
      layers: layers.compactMap { layer in scan.layers.first { $0.name == layer.name } }, installed: record?.addedTitles ?? [],
      seconds: seconds, transaction: record?.id)
  }

  /// In one order for everybody, so that two installations do not wait for each other.
  private func lock() async throws(Problem) -> [FileLock] {
    var locks: [FileLock] = []
    for name in Set(layers.map { "\($0.runtime)-\($0.version)" }).sorted() {
      locks.append(
        try await FileLock.acquire(installer.store.paths.lock(name), within: installer.options.lockLimit) { [progress] holder in
          progress(.stage("wait", detail: "\(holder.map { "process \($0)" } ?? "another process") is installing \(name)"))
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
    progress(.stage("unpack", detail: "\(layer.runtime) \(layer.version)"))
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
      var below: [(tree: FilePath, variables: [String: String])] = []
      for layer in try choice.stack(below: one.layer) { below.append((tree(of: layer, unpacked), layer.variables)) }
      let proof = LayerProof(entry: entry, version: one.layer.version, below: below, verifier: installer.verifier)
      try await proof.run(one.staged.tree)
    }
  }

  private func tree(of layer: BundleLayer, _ unpacked: [Unpacked]) -> FilePath {
    unpacked.first { $0.layer.name == layer.name }?.staged.tree
      ?? installer.store.paths.layers.appending(layer.name).appending("fs")
  }

  private func publish(_ unpacked: [Unpacked], in transaction: OpenTransaction) async throws(Problem) {
    for one in unpacked {
      progress(.stage("link", detail: "\(one.layer.runtime) \(one.layer.version)"))
      try await transaction.step(JournalStep("publish", one.layer.name, after: one.layer.digest))
      let layer = try await installer.store.publish(one.staged, as: record(of: one, transaction.id))
      transaction.changed(
        TransactionChange(action: .added, scope: .layer, name: layer.name, runtime: layer.runtime, version: layer.version))
      installer.logger.info("layer installed", metadata: ["layer.name": "\(layer.name)"])
    }
  }

  private func record(of one: Unpacked, _ transaction: Int) -> InstalledLayer {
    InstalledLayer(
      runtime: one.layer.runtime, version: one.layer.version, digest: one.layer.digest, tree: one.staged.tree.string,
      size: one.size, installedAt: installer.options.now(), variables: one.layer.variables,
      provenance: bundle.manifest.provenance[one.layer.name] ?? [], seconds: one.layer.seconds,
      transaction: transaction)
  }

  private func discard(_ unpacked: [Unpacked]) async throws(Problem) {
    for one in unpacked { try await one.staged.discard() }
  }
}
