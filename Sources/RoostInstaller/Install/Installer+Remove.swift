import Logging
import RoostCatalog
package import RoostModel
import RoostSystem

extension Installer {
  /// Removes the one installed layer that `specifier` (`nodejs@22`, `nodejs@22.20.0`) names. Answers with what it was.
  ///
  /// `runtime.in-use` when an app needs it, or when it is the base of other layers.
  package func remove(_ specifier: String, usage: LayerUsage) async throws(Problem) -> InstalledLayer {
    let wanted = try catalogue.specifier(specifier)
    let scan = try await store.scan()
    let layer = try theOne(wanted, among: scan.layers(of: wanted.runtime))
    let lock = try await FileLock.acquire(store.paths.lock("\(layer.runtime)-\(layer.version)"), within: options.lockLimit)
    defer { lock.release() }
    try await refuseIfNeeded(layer, among: scan.layers, usage: usage)
    try await store.remove(layer)
    logger.info("layer removed", metadata: ["layer.name": "\(layer.name)"])
    return layer
  }

  private func theOne(_ wanted: RuntimeSpecifier, among layers: [InstalledLayer]) throws(Problem) -> InstalledLayer {
    let fitting = layers.filter { wanted.selector.matches($0.version) }
    guard let first = fitting.first else {
      throw Problem(
        .runtimeMissing, "\(wanted) is not installed", hint: "`roost runtime list` shows what is installed")
    }
    guard fitting.count == 1 else {
      let names = fitting.map { "\($0.runtime)@\($0.version)" }
      throw Problem(
        .usageInvalid, "\(wanted) names \(fitting.count) installed layers: \(names.joined(separator: ", "))",
        hint: "say which: roost runtime remove '\(names[0])'")
    }
    return first
  }

  private func refuseIfNeeded(_ layer: InstalledLayer, among layers: [InstalledLayer], usage: LayerUsage) async throws(Problem) {
    let apps = try await usage(layer)
    guard apps.isEmpty else {
      throw Problem(
        .runtimeInUse, "\(layer.runtime) \(layer.version) is used by \(apps.joined(separator: ", "))",
        hint: "remove or redeploy these first: roost app remove \(apps[0])")
    }
    // A base is needed by every layer made for it, whether an app uses that or not.
    let isLast = layers.filter { $0.runtime == layer.runtime }.count == 1
    let dependents = layers.filter { other in
      guard other.name != layer.name, let entry = catalogue.entry(named: other.runtime.text) else { return false }
      return entry.requires.contains(layer.runtime)
    }
    guard dependents.isEmpty || !isLast else {
      throw Problem(
        .runtimeInUse,
        "\(layer.runtime) \(layer.version) lies below \(dependents.map { "\($0.runtime) \($0.version)" }.joined(separator: ", "))",
        hint: "remove those first: roost runtime remove '\(dependents[0].runtime)@\(dependents[0].version)'")
    }
  }
}
