import RoostCatalog
package import RoostModel

extension Installer {
  /// Every runtime of the catalogue, with what is installed of it and who uses that.
  package func list(usage: LayerUsage) async throws(Problem) -> [RuntimeSummary] {
    let scan = try await store.scan()
    var summaries: [RuntimeSummary] = []
    for entry in catalogue.entries { summaries.append(try await summary(of: entry, scan: scan, usage: usage)) }
    return summaries
  }

  /// One of them. Takes what a user types: `nodejs`, `node@22`.
  package func info(_ specifier: String, usage: LayerUsage) async throws(Problem) -> RuntimeSummary {
    let runtime = try catalogue.specifier(specifier).runtime
    return try await summary(of: try catalogue.entry(runtime), scan: try await store.scan(), usage: usage)
  }

  private func summary(of entry: CatalogueEntry, scan: LayerScan, usage: LayerUsage) async throws(Problem) -> RuntimeSummary {
    let installed = scan.layers(of: entry.id)
    var usedBy: [String: [String]] = [:]
    for layer in installed {
      let apps = try await usage(layer)
      if !apps.isEmpty { usedBy[layer.version, default: []] += apps }
    }
    return RuntimeSummary(
      runtime: entry.id, title: entry.title, aliases: entry.aliases, provides: entry.provides,
      sources: entry.sources.map(\.description), channels: entry.channels.names, installed: installed, usedBy: usedBy,
      untested: entry.isUntested, support: entry.support, cost: Cost(entry.estimate))
  }
}
