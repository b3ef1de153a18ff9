import RoostInstaller
import RoostModel
import RoostStore

extension AppServices {
  /// The layers a release was made with, base first. The release keeps its versions when newer ones are installed.
  func runtimes(of release: ReleaseRecord, app: AppName) async throws(Problem) -> [InstalledLayer] {
    let installed = try await installer.store.scan().layers
    var layers: [InstalledLayer] = []
    for name in release.runtimeLayers {
      guard let layer = installed.first(where: { $0.name == name }) else {
        throw Problem(
          .runtimeMissing, "\(app) needs \(name), which is not installed any more",
          hint:
            "install it again: roost runtime install \(release.plan?.runtimes.map(\.specifier).joined(separator: " ") ?? "debian")"
        )
      }
      layers.append(layer)
    }
    return layers
  }
}
