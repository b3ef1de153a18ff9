import RoostCatalog
package import RoostModel
import RoostSystem
import SystemPackage

extension Installer {
  /// Bundles the stack of these runtimes. What of it is missing is installed first, with the same progress.
  package func createBundle(
    _ request: BundleRequest, apps: AppControl = .none, progress: @escaping ProgressSink
  ) async throws(Problem) -> BundleReport {
    guard !request.specifiers.isEmpty else {
      throw Problem(.usageInvalid, "nothing is to be bundled", hint: "say what: roost bundle create nodejs python -o web.roost")
    }
    let specifiers = try BundleContents(catalogue: catalogue).specifiers(request.specifiers)
    let layers = try await install(specifiers, apps: apps, progress: progress)
    return try await BundleCreation(installer: self, request: request, layers: layers, progress: progress).run()
  }

  /// Reads the whole file: signature, every hash, every tree. Whether its key is trusted is a part of the answer.
  package func verifyBundle(_ path: String, progress: @escaping ProgressSink) async throws(Problem) -> BundleReport {
    let (bundle, trusted) = try await openBundle(FilePath(path))
    try await check(bundle, progress: progress)
    for layer in bundle.manifest.layers {
      progress(.stage("verify", detail: "\(layer.runtime) \(layer.version)"))
      try await bundle.unpack(layer, into: nil)
    }
    return bundle.report(trusted: trusted.accepts(bundle.signature.key, fingerprint: nil))
  }

  /// The bundle beside what is installed, or beside another bundle, which comes second.
  package func compareBundle(_ path: String, with other: String?) async throws(Problem) -> BundleDifference {
    let first = try await openBundle(FilePath(path)).0.manifest.layers.map { BundleComparison.Item($0) }
    guard let other else {
      let installed = try await store.scan().layers.map { BundleComparison.Item($0) }
      return BundleComparison(old: installed, new: first).difference
    }
    let second = try await openBundle(FilePath(other)).0.manifest.layers.map { BundleComparison.Item($0) }
    return BundleComparison(old: first, new: second).difference
  }

  /// Installs from the file alone, without a network. Everything is refused unless the key is trusted, or has the fingerprint
  /// that the request accepts, and every byte is as it was signed.
  package func installBundle(
    _ request: BundleInstallRequest, apps: AppControl = .none, progress: @escaping ProgressSink
  ) async throws(Problem) -> InstallResult {
    let begin = ContinuousClock.now
    let path = FilePath(request.path)
    let (bundle, trusted) = try await openBundle(path)
    guard trusted.accepts(bundle.signature.key, fingerprint: request.trust) else {
      throw Problem.foreignKey(path, bundle.signature.key.fingerprint, asked: request.trust)
    }
    guard bundle.manifest.architecture == WheelPlatform.architecture else {
      throw Problem(
        .unsupported, "\(path) is for \(bundle.manifest.architecture), and this machine is \(WheelPlatform.architecture)",
        hint:
          "create one on a machine of this architecture: roost bundle create \(bundle.manifest.request.joined(separator: " "))")
    }
    let layers = try BundleChoice(manifest: bundle.manifest, catalogue: catalogue).layers(request.specifiers)
    let tally = ProgressTally(progress)
    try await check(bundle, progress: tally.sink)
    let name = path.lastComponent?.string ?? path.string
    if let present = try await allPresent(layers) {
      return InstallResult(layers: present, installed: [], seconds: (ContinuousClock.now - begin) / .seconds(1))
    }
    let ended = try await transact(.bundle, request: name, apps: apps, progress: tally.sink) { (transaction) throws(Problem) in
      let installed = try await BundleInstallation(
        installer: self, bundle: bundle, layers: layers, transaction: transaction, progress: tally.sink
      ).run()
      transaction.requested(named(request.specifiers.isEmpty ? bundle.manifest.request : request.specifiers, in: installed))
      return installed
    }
    tally.sink(.finished("done", seconds: (ContinuousClock.now - begin) / .seconds(1)))
    return InstallResult(
      layers: ended.value, installed: ended.record.addedTitles, warnings: tally.warnings,
      seconds: (ContinuousClock.now - begin) / .seconds(1), transaction: ended.record.id)
  }

  /// `nil` when one is missing.
  private func allPresent(_ layers: [BundleLayer]) async throws(Problem) -> [InstalledLayer]? {
    let scan = try await store.scan()
    let present = layers.compactMap { layer in scan.layers.first { $0.name == layer.name } }
    return present.count == layers.count ? present : nil
  }

  /// What was asked for by name, where this catalogue knows what that was.
  private func named(_ names: [String], in layers: [InstalledLayer]) -> [NamedRequest] {
    BundleContents(catalogue: catalogue).known(names).compactMap { specifier in
      layers.first { $0.runtime == specifier.runtime && specifier.selector.matches($0.version) }.map { layer in
        NamedRequest(runtime: layer.runtime, selector: specifier.selector.text, version: layer.version)
      }
    }
  }

  private func openBundle(_ path: FilePath) async throws(Problem) -> (BundleFile, TrustedKeys) {
    let (keys, others) = (store.paths.keys, [store.paths.trustedKeys, options.machineKeys])
    return try await BlockingWork.run { () throws(Problem) in
      (try BundleFile.open(path), try TrustedKeys.load(own: keys, others: others))
    }
  }

  private func check(_ bundle: BundleFile, progress: @escaping ProgressSink) async throws(Problem) {
    progress(.stage("verify", detail: bundle.path.lastComponent?.string ?? bundle.path.string))
    try await BlockingWork.run { () throws(Problem) in
      let meter = TransferMeter(title: "verify", total: bundle.size, progress: progress)
      try bundle.expectMembers { meter.add($0) }
    }
  }
}
