import RoostCatalog
package import RoostModel
import RoostSystem

extension Installer {
  /// Installs what is missing of the request and of what that requires, all of it or nothing.
  ///
  /// What is installed already is not touched and not fetched again. `latest` asks whether there is a newer version,
  /// and makes do with the installed one when nobody answers. A layer is visible only when its verify commands passed.
  package func install(
    _ request: InstallRequest, apps: AppControl, progress: @escaping ProgressSink
  ) async throws(Problem) -> InstallResult {
    let clock = ContinuousClock()
    let begin = clock.now
    let tally = ProgressTally(progress)
    let specifiers = try await specifiers(of: request, progress: tally.sink)
    do throws(Problem) {
      return try await install(specifiers, of: request, apps: apps, tally: tally, since: begin)
    } catch {
      throw error.orFromBundle(of: specifiers)
    }
  }

  private func install(
    _ specifiers: [RuntimeSpecifier], of request: InstallRequest, apps: AppControl, tally: ProgressTally,
    since begin: ContinuousClock.Instant
  ) async throws(Problem) -> InstallResult {
    let clock = ContinuousClock()
    let wanted = try StackOrder(catalogue: catalogue).sideBySide(specifiers)
    if let layers = try await present(wanted, namedBy: specifiers, progress: tally.sink) {
      return InstallResult(layers: layers, installed: [], warnings: tally.warnings, seconds: (clock.now - begin) / .seconds(1))
    }
    try await refuseConflicts(of: wanted, force: request.force, progress: tally.sink)
    let text = (specifiers.map(\.description) + (request.profile.map { ["profile \($0)"] } ?? [])).joined(separator: " ")
    let ended = try await transact(.install, request: text, apps: apps, progress: tally.sink) { (transaction) throws(Problem) in
      try await requireSpace(for: wanted)
      let run = InstallRun(installer: self, wanted: wanted, transaction: transaction, progress: tally.sink)
      let layers = try await run.layers()
      transaction.requested(named(specifiers, in: wanted, got: layers))
      return layers
    }
    tally.sink(.finished("done", seconds: (clock.now - begin) / .seconds(1)))
    return InstallResult(
      layers: ended.value, installed: ended.record.addedTitles, warnings: tally.warnings,
      seconds: (clock.now - begin) / .seconds(1), transaction: ended.record.id)
  }

  /// As ``install(_:apps:progress:)``, for an app: one stack, base first, that nobody asked for by name.
  package func install(
    _ specifiers: [String], apps: AppControl = .none, progress: @escaping ProgressSink
  ) async throws(Problem) -> [InstalledLayer] {
    let order = try stackOrder(specifiers)
    let wanted = try StackOrder(catalogue: catalogue).sideBySide(order)
    if let layers = try await present(wanted, namedBy: nil, progress: progress) { return layers }
    let text = specifiers.joined(separator: " ")
    do throws(Problem) {
      return try await transact(.install, request: text, apps: apps, progress: progress) { (transaction) throws(Problem) in
        try await requireSpace(for: wanted)
        return try await InstallRun(installer: self, wanted: wanted, transaction: transaction, progress: progress).layers()
      }.value
    } catch {
      throw error.orFromBundle(of: order)
    }
  }

  /// The layers that are asked for by name. What only the machine itself can have is told when it is not there; nothing else
  /// waits for it.
  private func specifiers(of request: InstallRequest, progress: ProgressSink) async throws(Problem) -> [RuntimeSpecifier] {
    let wanted = try WantedRuntimes(request, catalogue: catalogue)
    for problem in try await hostPart(wanted.host).compactMap(\.problem) {
      guard !wanted.layers.isEmpty else { throw problem }
      progress(.warning("\(problem.message): \(problem.hint)"))
    }
    return wanted.layers
  }

  private func named(_ specifiers: [RuntimeSpecifier], in wanted: [WantedLayer], got layers: [InstalledLayer]) -> [NamedRequest] {
    zip(wanted, layers).filter { specifiers.contains($0.0.specifier) }.map { wanted, layer in
      NamedRequest(runtime: layer.runtime, selector: wanted.specifier.selector.text, version: layer.version)
    }
  }

  /// What is in the way and cannot be overruled stops an installation before anything is fetched.
  private func refuseConflicts(of wanted: [WantedLayer], force: Bool, progress: ProgressSink) async throws(Problem) {
    progress(.stage("check", detail: "what is in the way"))
    let conflicts = try await conflicts(of: missing(wanted).map(\.specifier.runtime), scope: .layer)
    if !force, let problem = Problem.stopping(conflicts) { throw problem }
    for conflict in conflicts { progress(.warning(conflict.sentence)) }
  }

  /// Refuses when what is missing would not fit, before anything is fetched.
  private func requireSpace(for wanted: [WantedLayer]) async throws(Problem) {
    let costs = try await learnedCosts()
    let missing = try await missing(wanted)
    var needed = ByteCount(0)
    for one in missing {
      let cost = costs.cost(of: try catalogue.entry(one.specifier.runtime))
      needed = needed + cost.download + cost.disk
    }
    let names = missing.map(\.specifier.description).joined(separator: ", ")
    try DiskSpace.at(store.paths.home).require(needed, for: names, at: store.paths.home)
  }

  private func missing(_ wanted: [WantedLayer]) async throws(Problem) -> [WantedLayer] {
    let layers = try await store.scan().layers
    return wanted.filter { fitting($0.specifier, among: layers) == nil }
  }
}
