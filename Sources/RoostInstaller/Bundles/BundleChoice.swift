import RoostCatalog
import RoostModel
import RoostSystem

/// Which layers of a bundle an installation takes: those asked for and what they stand on. Pure.
struct BundleChoice {
  let manifest: BundleManifest
  let catalogue: Catalogue

  /// Base first. No specifiers are everything. `runtime.version-unavailable` for what the bundle does not hold.
  func layers(_ specifiers: [String]) throws(Problem) -> [BundleLayer] {
    guard !specifiers.isEmpty else { return manifest.layers }
    var wanted: Set<String> = []
    for text in specifiers {
      let specifier = try catalogue.specifier(text)
      guard let layer = manifest.layers.last(where: { fits($0, specifier) }) else {
        let held = manifest.layers.map { "\($0.runtime)@\($0.version)" }.joined(separator: ", ")
        throw Problem(
          .runtimeVersionUnavailable, "the bundle holds no \(specifier)",
          hint: "it holds \(held): leave the names out to take all")
      }
      wanted.insert(layer.name)
      for below in try stack(below: layer) { wanted.insert(below.name) }
    }
    return manifest.layers.filter { wanted.contains($0.name) }
  }

  /// What a layer of the bundle stands on, base first. `bundle.invalid` when the bundle does not hold that.
  func stack(below layer: BundleLayer) throws(Problem) -> [BundleLayer] {
    let required = try StackOrder(catalogue: catalogue).requirements(of: layer.runtime)
    let found = manifest.layers.filter { required.contains($0.runtime) }
    let missing = required.subtracting(found.map(\.runtime))
    guard missing.isEmpty else {
      let names = missing.map(\.text).sorted().joined(separator: ", ")
      throw TarFault("\(layer.runtime) \(layer.version) needs \(names), which it does not hold").problem
    }
    return found
  }

  private func fits(_ layer: BundleLayer, _ specifier: RuntimeSpecifier) -> Bool {
    layer.runtime == specifier.runtime && specifier.selector.matches(layer.version)
  }
}
