import Glibc
import Logging
import RoostCatalog
package import RoostModel
import RoostSystem
import SystemPackage

extension Installer {
  /// What this machine can do: its system, what Roost can keep on it, and which runtimes are there, in layers and on the
  /// machine itself. `strategies` are what the caller found out about them.
  package func capabilities(strategies: [ProbeReport]) async throws(Problem) -> Capabilities {
    let layers = try await store.scan().layers
    let searchPath = options.searchPath
    let facts = await BlockingWork.run { MachineSummary.read(searchPath: searchPath) }
    let disk = try await diskSpace()
    return Capabilities(
      version: RoostVersion.current, system: facts.system, cgroup: facts.cgroup, strategies: strategies,
      runtimes: layers.map(presence) + (try await hostRuntimes()), packageManagers: facts.packageManagers,
      home: store.paths.home.string, disk: disk, memory: facts.memory, processors: facts.processors, isRoot: geteuid() == 0,
      profile: try await chosenProfile())
  }

  private func presence(of layer: InstalledLayer) -> RuntimePresence {
    RuntimePresence(
      runtime: layer.runtime, version: layer.version, scope: .layer, path: layer.tree,
      untested: catalogue.entry(named: layer.runtime.text)?.isUntested ?? false)
  }

  /// How many runtimes of the machine are tried at the same time.
  private static let triedTogether = 4

  /// Every runtime of the catalogue that the machine itself has and that works, however it came.
  private func hostRuntimes() async throws(Problem) -> [RuntimePresence] {
    let entries = catalogue.entries.filter { $0.kind != .base && $0.kind != .asset }
    return await withTaskGroup(of: RuntimePresence?.self) { group in
      var found: [RuntimePresence] = []
      for (index, entry) in entries.enumerated() {
        if index >= Installer.triedTogether, let one = await group.next() { found += [one].compactMap { $0 } }
        group.addTask { await working(entry) }
      }
      for await one in group { found += [one].compactMap { $0 } }
      return found.sorted { $0.runtime.text < $1.runtime.text }
    }
  }

  /// What cannot be looked at is not there; that it could not be is written to the log.
  private func working(_ entry: CatalogueEntry) async -> RuntimePresence? {
    do throws(Problem) {
      return try await presence(of: entry)
    } catch {
      logger.debug("runtime not looked at", metadata: ["runtime.id": "\(entry.id)", "problem": "\(error.message)"])
      return nil
    }
  }
}
