import RoostCatalog
import RoostModel

/// Which installed layers need which. Pure.
struct LayerNeeds: Sendable {
  let catalogue: Catalogue
  let installed: [InstalledLayer]

  /// What a layer cannot do without: of each runtime it requires the layer it was built on, or else any installed one.
  func required(by layer: InstalledLayer) -> [InstalledLayer] {
    guard let entry = catalogue.entry(named: layer.runtime.text) else { return [] }
    return entry.requires.flatMap { runtime in
      let candidates = installed.filter { $0.runtime == runtime }
      let builtOn = candidates.filter { layer.provenance.contains("on \($0.name)") }
      return builtOn.isEmpty ? candidates : builtOn
    }
  }

  /// Everything that is needed when `kept` are: themselves, and the newest of what they require, and so on.
  func closure(of kept: [InstalledLayer]) -> [InstalledLayer] {
    var found: [InstalledLayer] = []
    var open = kept
    while let next = open.popLast() {
      guard !found.contains(next) else { continue }
      found.append(next)
      for runtime in Set(required(by: next).map(\.runtime)) {
        let candidates = required(by: next).filter { $0.runtime == runtime }
        guard !candidates.contains(where: { found.contains($0) || open.contains($0) }) else { continue }
        if let newest = LayerNeeds.newest(candidates) { open.append(newest) }
      }
    }
    return found
  }

  /// By the order of publishing: clocks can be set back.
  static func newest(_ layers: [InstalledLayer]) -> InstalledLayer? {
    layers.max { ($0.transaction ?? 0, $0.installedAt) < ($1.transaction ?? 0, $1.installedAt) }
  }
}
