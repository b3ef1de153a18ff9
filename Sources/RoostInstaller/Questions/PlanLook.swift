import RoostCatalog
import RoostModel

/// Looks up each layer of a plan: what is there of it, or what would be taken.
struct PlanLook: Sendable {
  let installer: Installer
  let installed: [InstalledLayer]
  let costs: @Sendable (CatalogueEntry) -> Cost

  /// How many runtimes are asked about at the same time.
  private static let width = 4

  /// In the order of `layers`.
  func look(_ layers: [WantedLayer]) async -> [PlannedRuntime] {
    await withTaskGroup(of: (Int, PlannedRuntime?).self) { group in
      var planned = [PlannedRuntime?](repeating: nil, count: layers.count)
      for (index, layer) in layers.enumerated() {
        if index >= PlanLook.width, let (done, one) = await group.next() { planned[done] = one }
        group.addTask { (index, await look(layer)) }
      }
      for await (done, one) in group { planned[done] = one }
      return planned.compactMap { $0 }
    }
  }

  /// The sum over different versions: two selectors may come to the same.
  static func sum(_ missing: [PlannedRuntime]) -> Cost {
    var counted: Set<String> = []
    return missing.filter { counted.insert("\($0.runtime)@\($0.version ?? $0.selector)").inserted }
      .map(\.cost).reduce(.none, +)
  }

  private func look(_ wanted: WantedLayer) async -> PlannedRuntime? {
    guard let entry = installer.catalogue.entry(named: wanted.specifier.runtime.text) else { return nil }
    let layer = installer.fitting(wanted.specifier, among: installed)
    if let layer, !wanted.specifier.selector.asksForNewest { return present(layer, wanted, entry) }
    let missing = await missing(wanted, entry)
    guard let layer, missing.version == nil || missing.version == layer.version else { return missing }
    return present(layer, wanted, entry)
  }

  private func present(_ layer: InstalledLayer, _ wanted: WantedLayer, _ entry: CatalogueEntry) -> PlannedRuntime {
    PlannedRuntime(
      runtime: entry.id, title: entry.title, selector: wanted.specifier.selector.text, version: layer.version, state: .installed,
      source: "layer \(layer.name)", requiredBy: wanted.requiredBy, cost: .none)
  }

  private func missing(_ wanted: WantedLayer, _ entry: CatalogueEntry) async -> PlannedRuntime {
    var planned = PlannedRuntime(
      runtime: entry.id, title: entry.title, selector: wanted.specifier.selector.text, state: .missing,
      source: entry.source?.description ?? "", requiredBy: wanted.requiredBy, cost: costs(entry))
    let base = base(below: wanted)
    do throws(Problem) {
      planned.version = try await installer.newestOffer(wanted.specifier, of: entry, base: base).version
    } catch {
      // What is chosen to fit a base that comes first is known only then.
      if error.code != .runtimeMissing || base != nil || wanted.below.isEmpty { planned.problem = error }
    }
    return planned
  }

  private func base(below wanted: WantedLayer) -> InstalledLayer? {
    wanted.below.lazy.filter { installer.catalogue.entry(named: $0.runtime.text)?.kind == .base }
      .compactMap { installer.fitting($0, among: installed) }.first
  }
}
