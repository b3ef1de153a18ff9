import RoostCatalog
import RoostInstaller
import RoostModel
import RoostStore

extension AppServices {
  /// What a release needs beside what is there. Files that the gateway serves need nothing.
  func needs(of release: ReleaseRecord) async throws(Problem) -> RuntimeNeeds {
    RuntimeNeeds(
      of: release.runsOnLayers ? release.runtimeLayers : [], installed: try await installer.store.scan().layers,
      known: catalogue.entries.map(\.id))
  }

  /// The layers to run a release on, base first. It keeps its versions when newer ones are installed; when its own are gone
  /// and others that it also runs on are there, it is recorded with those.
  func runtimes(of release: ReleaseRecord, app: AppName) async throws(Problem) -> [InstalledLayer] {
    let needs = try await needs(of: release)
    guard let stack = needs.stack else {
      throw needs.problem(of: app)
        ?? Problem(.internal, "\(app) has no stack", hint: "deploy it again: roost deploy DIR --name \(app)")
    }
    let names = stack.map(\.name)
    if names != release.runtimeLayers {
      var relinked = release
      relinked.runtimeLayers = names
      try await store.update(relinked)
    }
    return stack
  }
}
