import RoostCatalog
import RoostModel

extension Installer {
  /// All the wanted layers, when there is nothing to do: they are there, none may be taken back by another transaction, and
  /// what is named now was named before. `nil` otherwise. Asks nobody but the disk, unless the newest is wanted.
  func present(
    _ wanted: [WantedLayer], namedBy specifiers: [RuntimeSpecifier]?, progress: @escaping ProgressSink
  ) async throws(Problem) -> [InstalledLayer]? {
    let installed = try await store.scan().layers
    var layers: [InstalledLayer] = []
    for one in wanted {
      guard let layer = fitting(one.specifier, among: installed) else { return nil }
      if let publisher = layer.transaction, journal.isRunning(publisher) { return nil }
      if one.specifier.selector.asksForNewest,
        try await isOutdated(layer, for: one.specifier, among: layers, progress: progress)
      {
        return nil
      }
      layers.append(layer)
    }
    guard let specifiers else { return layers }
    let named = zip(wanted, layers).filter { specifiers.contains($0.0.specifier) }
    for (one, layer) in named where try await !journal.names(one.specifier, got: layer) { return nil }
    return layers
  }

  private func isOutdated(
    _ layer: InstalledLayer, for specifier: RuntimeSpecifier, among below: [InstalledLayer], progress: @escaping ProgressSink
  ) async throws(Problem) -> Bool {
    let entry = try catalogue.entry(specifier.runtime)
    do throws(Problem) {
      progress(.stage("plan", detail: "which \(entry.title) to install"))
      let newest = try await newestOffer(specifier, of: entry, base: base(of: below), progress: progress).version
      return entry.scheme.isNewer(newest, than: layer.version)
    } catch {
      guard error.code == .downloadFailed else { throw error }
      progress(.warning("nobody could say whether there is a newer \(entry.title) than \(layer.version): \(error.message)"))
      return false
    }
  }

  /// The bottom of a stack, when it has one.
  func base(of stack: [InstalledLayer]) throws(Problem) -> InstalledLayer? {
    for layer in stack {
      if try catalogue.entry(layer.runtime).kind == .base { return layer }
    }
    return nil
  }
}
