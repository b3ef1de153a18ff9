import Logging
import RoostCatalog
package import RoostInstaller
import RoostModel
import RoostStore

extension Supervisor {
  /// What the installer may know of the apps and ask of them.
  package nonisolated var control: AppControl {
    AppControl(
      users: { (layer) async throws(Problem) in try await self.uses(of: layer) },
      requirements: { () async throws(Problem) in
        try await self.services.store.appRequirements(of: self.services.catalogue.entries.map(\.id))
      },
      stop: { (use) async throws(Problem) in try await self.supervisor(of: try AppName(use.app)).stopForRemoval() },
      changed: { await self.runtimesChanged() })
  }

  private func uses(of layer: InstalledLayer) async throws(Problem) -> [AppUse] {
    var uses: [AppUse] = []
    for app in try await services.store.users(of: layer.name) {
      let summary = try await supervisor(of: app).summary
      uses.append(AppUse(app: app.text, state: summary.state, pid: summary.pid, version: layer.version))
    }
    return uses
  }

  /// Tells what came and went, and looks at every app anew.
  func runtimesChanged() async {
    await tellLayers()
    await withTaskGroup(of: Void.self) { group in
      for supervisor in all {
        group.addTask {
          await supervisor.runtimesChanged()
          await supervisor.resumeIfWaiting()
        }
      }
    }
  }

  /// The first look is only remembered.
  func tellLayers() async {
    let layers: [InstalledLayer]
    do {
      layers = try await services.installer.store.scan().layers
    } catch {
      return services.logger.error("looking at the layers failed", metadata: ["problem": "\(error)"])
    }
    let now = Dictionary(layers.map { ($0.name, "\($0.runtime) \($0.version)") }, uniquingKeysWith: { first, _ in first })
    let before = layerNames
    layerNames = now
    guard let before else { return }
    for (name, title) in now.sorted(by: { $0.key < $1.key }) where before[name] == nil {
      services.events.add(.runtimeInstalled, subject: name, text: "\(title) was installed")
    }
    for (name, title) in before.sorted(by: { $0.key < $1.key }) where now[name] == nil {
      services.events.add(.runtimeRemoved, subject: name, text: "\(title) was removed")
    }
  }
}
