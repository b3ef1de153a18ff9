import RoostCatalog
package import RoostModel

extension Installer {
  /// What is installed and what apps run on, beside what there is now and what its makers still do for it.
  ///
  /// Where nobody can be asked, nothing newer is claimed: `newestInRange` is `nil` then.
  package func outdated(apps: AppControl) async throws(Problem) -> [OutdatedRuntime] {
    let knowledge = try await knowledge(apps: apps)
    let available = try await available(for: knowledge.layers)
    return try OutdatedJudgement(
      catalogue: catalogue, knowledge: knowledge, requirements: try await apps.requirements(), available: available,
      today: CalendarDay(secondsSince1970: options.now())
    ).rows() + (try await options.host.outdated())
  }

  /// How many runtimes are asked about at the same time.
  private static let askedTogether = 4

  private func available(for layers: [InstalledLayer]) async throws(Problem) -> [RuntimeID: AvailableVersions] {
    let base = try base(of: layers)
    let ids = Set(layers.map(\.runtime)).sorted { $0.text < $1.text }
    let entries = ids.compactMap { catalogue.entry(named: $0.text) }
    return await withTaskGroup(of: (RuntimeID, AvailableVersions).self) { group in
      var found: [RuntimeID: AvailableVersions] = [:]
      for (index, entry) in entries.enumerated() {
        if index >= Installer.askedTogether, let (id, versions) = await group.next() { found[id] = versions }
        group.addTask { (entry.id, await available(entry, base: base)) }
      }
      for await (id, versions) in group { found[id] = versions }
      return found
    }
  }
}
