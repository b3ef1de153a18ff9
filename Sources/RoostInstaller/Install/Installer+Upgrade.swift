import RoostCatalog
package import RoostModel

extension Installer {
  /// Installs what is newer within the ranges that users and apps asked for: of these runtimes, or of all. What an app runs on
  /// stays as long as it does. Nothing is written into the journal when all is up to date.
  package func upgrade(_ names: [String], apps: AppControl, progress: @escaping ProgressSink) async throws(Problem)
    -> InstallResult
  {
    let clock = ContinuousClock()
    let begin = clock.now
    let tally = ProgressTally(progress)
    let asked = try await asked(of: names, apps: apps)
    let outdated = try await outdated(asked.specifiers, progress: tally.sink)
    guard !outdated.isEmpty else {
      return InstallResult(layers: [], installed: [], warnings: tally.warnings, seconds: (clock.now - begin) / .seconds(1))
    }
    let wanted = try StackOrder(catalogue: catalogue).sideBySide(outdated)
    let text = outdated.map(\.description).joined(separator: " ")
    let ended = try await transact(.upgrade, request: text, apps: apps, progress: tally.sink) { (transaction) throws(Problem) in
      let run = InstallRun(
        installer: self, wanted: wanted, transaction: transaction, progress: tally.sink, upgraded: Set(outdated))
      let layers = try await run.layers()
      let named = zip(wanted, layers).filter { asked.byName.contains($0.0.specifier) }
      transaction.requested(
        named.map { NamedRequest(runtime: $1.runtime, selector: $0.specifier.selector.text, version: $1.version) })
      return layers
    }
    return InstallResult(
      layers: ended.value, installed: ended.record.addedTitles, warnings: tally.warnings,
      seconds: (clock.now - begin) / .seconds(1), transaction: ended.record.id)
  }

  private struct Asked {
    var specifiers: [RuntimeSpecifier] = []
    var byName: Set<RuntimeSpecifier> = []

    mutating func add(_ specifier: RuntimeSpecifier, byName isByName: Bool) {
      if !specifiers.contains(specifier) { specifiers.append(specifier) }
      if isByName { byName.insert(specifier) }
    }
  }

  /// The ranges in which something newer is looked for.
  private func asked(of names: [String], apps: AppControl) async throws(Problem) -> Asked {
    var runtimes: Set<RuntimeID> = []
    for name in names { runtimes.insert(try catalogue.specifier(name).runtime) }
    var asked = Asked()
    for request in History(entries: try await journal.entries()).requests {
      guard runtimes.isEmpty || runtimes.contains(request.runtime) else { continue }
      guard let entry = catalogue.entry(named: request.runtime.text) else { continue }
      asked.add(RuntimeSpecifier(runtime: entry.id, selector: try entry.selector(request.selector)), byName: true)
    }
    for requirement in try await apps.requirements() {
      guard runtimes.isEmpty || runtimes.contains(requirement.runtime) else { continue }
      guard let entry = catalogue.entry(named: requirement.runtime.text) else { continue }
      asked.add(RuntimeSpecifier(runtime: entry.id, selector: try entry.selector(requirement.selector)), byName: false)
    }
    return asked
  }

  private func outdated(_ specifiers: [RuntimeSpecifier], progress: @escaping ProgressSink) async throws(Problem)
    -> [RuntimeSpecifier]
  {
    let layers = try await store.scan().layers
    var outdated: [RuntimeSpecifier] = []
    for specifier in specifiers {
      guard let installed = fitting(specifier, among: layers) else { continue }
      let entry = try catalogue.entry(specifier.runtime)
      let needs = LayerNeeds(catalogue: catalogue, installed: layers)
      let base = try base(of: needs.closure(of: [installed]))
      progress(.stage("plan", detail: "whether there is a newer \(entry.title) than \(installed.version)"))
      let offer = try await newestOffer(specifier, of: entry, base: base, progress: progress)
      if entry.scheme.isNewer(offer.version, than: installed.version) { outdated.append(specifier) }
    }
    return outdated
  }
}

extension VersionScheme {
  func isNewer(_ version: String, than other: String) -> Bool {
    version != other && newestFirst([version, other]).first == version
  }
}
