import GRDB
package import RoostModel

extension Store {
  /// Apps whose live release runs on a layer, in the order of their names. A release whose files the gateway serves runs on none.
  package func users(of layer: String) async throws(Problem) -> [AppName] {
    let live = try await liveReleases().filter { $0.runsOnLayers && $0.runtimeLayers.contains(layer) }
    return try await apps().filter { app in live.contains { $0.app == app.id } }.map(\.name)
  }
}

extension ReleaseRecord {
  package var runsOnLayers: Bool {
    if case .files = plan?.start { false } else { true }
  }
}
