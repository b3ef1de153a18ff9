import RoostCatalog
package import RoostModel
import RoostSystem
import SystemPackage

extension Installer {
  /// Whether what was installed works: layers' trees are as they were published, and the entries' verify commands pass, those
  /// of the machine's own runtimes on the machine. Of the named ones; of all when there are none.
  package func verify(_ specifiers: [String], progress: @escaping ProgressSink) async throws(Problem) -> [VerifyReport] {
    let host = try await options.host.verify(specifiers, progress)
    return try await verifyLayers(specifiers, besides: Set(host.map(\.runtime)), progress: progress) + host
  }

  /// Of `besides` there may be no layer.
  func verifyLayers(
    _ specifiers: [String], besides: Set<RuntimeID> = [], progress: @escaping ProgressSink
  ) async throws(Problem) -> [VerifyReport] {
    let installed = try await store.scan().layers
    let layers = try chosen(specifiers, besides, among: installed)
    let needs = LayerNeeds(catalogue: catalogue, installed: installed)
    var schedule = InstallSchedule(needs: layers.map { _ in [] }, width: Installer.verifyWidth)
    do {
      return try await withThrowingTaskGroup(of: (Int, VerifyReport).self) { group in
        var reports: [Int: VerifyReport] = [:]
        for index in schedule.begin() { group.addTask { (index, await report(on: layers[index], needs, progress)) } }
        while let (index, report) = try await group.next() {
          reports[index] = report
          for next in schedule.finished(index) { group.addTask { (next, await self.report(on: layers[next], needs, progress)) } }
        }
        return layers.indices.compactMap { reports[$0] }
      }
    } catch { throw Problem.unexpected(error, during: "verifying what is installed") }
  }

  private static let verifyWidth = 2

  private func chosen(_ specifiers: [String], _ besides: Set<RuntimeID>, among installed: [InstalledLayer]) throws(Problem)
    -> [InstalledLayer]
  {
    guard !specifiers.isEmpty else { return installed }
    var layers: [InstalledLayer] = []
    for text in specifiers {
      let wanted = try catalogue.specifier(text)
      let fitting = installed.filter { $0.runtime == wanted.runtime && wanted.selector.matches($0.version) }
      guard !fitting.isEmpty || besides.contains(wanted.runtime) else {
        throw Problem(.runtimeMissing, "\(wanted) is not installed", hint: "roost runtime install '\(wanted)'")
      }
      layers += fitting.filter { !layers.contains($0) }
    }
    return layers
  }

  private func report(on layer: InstalledLayer, _ needs: LayerNeeds, _ progress: ProgressSink) async -> VerifyReport {
    let clock = ContinuousClock()
    let begin = clock.now
    progress(.stage("check", detail: "\(layer.runtime) \(layer.version)"))
    var report = VerifyReport(
      name: layer.name, runtime: layer.runtime, version: layer.version, scope: .layer, seconds: 0)
    do throws(Problem) {
      try await checkSeal(of: layer)
      let entry = try catalogue.entry(layer.runtime)
      let stack = try inOrder(needs.closure(of: [layer]).filter { $0 != layer })
      let below = stack.map { (tree: FilePath($0.tree), variables: $0.variables) }
      try await LayerProof(entry: entry, version: layer.version, below: below, verifier: verifier).run(FilePath(layer.tree))
    } catch {
      report.problem = error
      progress(.warning("\(layer.name): \(error.message)"))
    }
    report.seconds = (clock.now - begin) / .seconds(1)
    progress(.finished("check \(layer.runtime) \(layer.version)", seconds: report.seconds))
    return report
  }

  /// Bottom first.
  private func inOrder(_ stack: [InstalledLayer]) throws(Problem) -> [InstalledLayer] {
    var specifiers: [RuntimeSpecifier] = []
    for layer in stack { specifiers.append(try catalogue.specifier(layer.runtime.text)) }
    let order = try StackOrder(catalogue: catalogue).sideBySide(specifiers).map(\.specifier.runtime)
    return order.compactMap { runtime in stack.first { $0.runtime == runtime } }
  }

  private func checkSeal(of layer: InstalledLayer) async throws(Problem) {
    guard let seal = layer.seal else { return }
    let tree = FilePath(layer.tree)
    let now = try await BlockingWork.run { () throws(Problem) in try TreeSeal.make(of: tree) }
    guard now == seal else {
      throw Problem(
        .runtimeVerifyFailed, "the files of \(layer.runtime) \(layer.version) are not as they were installed",
        hint:
          "install it anew: roost runtime remove --force '\(layer.runtime)@\(layer.version)' && "
          + "roost runtime install '\(layer.runtime)@\(layer.version)'")
    }
  }
}
