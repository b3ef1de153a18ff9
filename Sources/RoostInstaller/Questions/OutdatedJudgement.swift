import RoostCatalog
import RoostModel

/// Compares what is installed, and what apps run on, with what there is now. Pure.
struct OutdatedJudgement {
  let catalogue: Catalogue
  let knowledge: StoreKnowledge
  let requirements: [AppRequirement]
  let available: [RuntimeID: AvailableVersions]
  let today: CalendarDay

  /// A row for each layer that is kept for itself, then one for each requirement of an app. A layer that an upgrade has left
  /// behind for its apps has no row of its own.
  func rows() throws(Problem) -> [OutdatedRuntime] {
    var rows: [OutdatedRuntime] = []
    for layer in knowledge.layers {
      guard let entry = catalogue.entry(named: layer.runtime.text), let selector = try selector(of: layer, entry),
        try !isSuperseded(layer, within: entry.selector(selector), entry.scheme)
      else { continue }
      rows.append(try row(layer, entry, selector: selector, app: nil))
    }
    for requirement in requirements {
      guard let layer = knowledge.layers.first(where: { $0.name == requirement.layer }),
        let entry = catalogue.entry(named: layer.runtime.text)
      else { continue }
      rows.append(try row(layer, entry, selector: requirement.selector, app: requirement.app))
    }
    return rows
  }

  /// What a user asked for; for what came along the catalogue's default, as far as it covers the version at all. Layers that
  /// only apps asked for have none: their apps' rows tell.
  private func selector(of layer: InstalledLayer, _ entry: CatalogueEntry) throws(Problem) -> String? {
    if let request = knowledge.requests.last(where: { $0.runtime == layer.runtime && $0.version == layer.version }) {
      return request.selector
    }
    if requirements.contains(where: { $0.layer == layer.name }) { return nil }
    return try entry.selector(entry.defaultSelector).matches(layer.version) ? entry.defaultSelector : layer.version
  }

  private func isSuperseded(_ layer: InstalledLayer, within selector: VersionSelector, _ scheme: VersionScheme) -> Bool {
    knowledge.layers.contains {
      $0.runtime == layer.runtime && selector.matches($0.version) && scheme.isNewer($0.version, than: layer.version)
    }
  }

  private func row(_ layer: InstalledLayer, _ entry: CatalogueEntry, selector: String, app: String?) throws(Problem)
    -> OutdatedRuntime
  {
    let versions = available[layer.runtime]
    let newest = versions?.newest(in: try entry.selector(selector), beside: layer.version)
    let support = entry.support(of: layer.version, on: today)
    var row = OutdatedRuntime(
      runtime: layer.runtime, installed: layer.version, selector: selector, app: app, newestInRange: newest,
      newest: versions?.newest, support: support)
    row.command = command(row, entry)
    return row
  }

  private func command(_ row: OutdatedRuntime, _ entry: CatalogueEntry) -> String? {
    if row.isOutdated { return "roost runtime upgrade \(row.runtime)" }
    guard row.support?.phase == .eol, let fresh = try? entry.selector(entry.defaultSelector), !fresh.matches(row.installed) else {
      return nil
    }
    return "roost runtime install '\(row.runtime)@\(entry.defaultSelector)'"
  }
}
