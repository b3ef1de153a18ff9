package import RoostInstaller
package import RoostModel
package import RoostStore

extension Store {
  /// The runtimes the live releases asked for, with the layers they got. `known` are all runtimes of the catalogue.
  package func appRequirements(of known: [RuntimeID]) async throws(Problem) -> [AppRequirement] {
    let apps = try await apps()
    var requirements: [AppRequirement] = []
    for release in try await liveReleases() where release.runsOnLayers {
      guard let app = apps.first(where: { $0.id == release.app }), let plan = release.plan else { continue }
      for wanted in plan.runtimes {
        guard let layer = release.runtimeLayers.first(where: { LayerName($0, of: known)?.runtime == wanted.runtime }) else {
          continue
        }
        requirements.append(
          AppRequirement(app: app.name.text, runtime: wanted.runtime, selector: wanted.selector, layer: layer))
      }
    }
    return requirements.sorted { ($0.app, $0.runtime.text) < ($1.app, $1.runtime.text) }
  }
}
