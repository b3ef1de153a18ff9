import Logging
import RoostModel
import RoostStore
import RoostSystem
import SystemPackage

/// Removes releases nobody will ask for again, and dependency layers no release is made of.
struct ReleasePruning: Sendable {
  let services: AppServices
  let app: AppRecord

  /// Keeps the live release, the newest retired and failed ones, and those that still answer their last requests.
  func prune(live: Int) async throws(Problem) {
    let releases = try await services.store.releases(of: app.id)
    let retired = releases.filter { $0.state == .retired }.prefix(services.configuration.keptReleases)
    let failed = releases.filter { $0.state == .failed }.prefix(services.configuration.keptReleases)
    let running = Set(try await services.store.runs(of: app.id).map(\.release))
    let kept = releases.filter { $0.number == live || $0.state == .pending || running.contains($0.number) } + retired + failed
    for release in releases where !kept.contains(where: { $0.number == release.number }) {
      try await DirectoryRemoval.remove(paths.release(release.number).root)
      try await DirectoryRemoval.remove(paths.deployLog(ofRelease: release.number))
      for problem in await services.removeImages(of: [release]) {
        services.logger.warning("an image is left", metadata: ["app.name": "\(app.name)", "problem": "\(problem.message)"])
      }
      try await services.store.deleteRelease(release.number, of: app.id)
    }
  }

  /// Removes dependency layers that no release has. Only while no other deployment of the app can be choosing one.
  func pruneDependencies() async throws(Problem) {
    guard AppDirectories.exists(paths.dependencies) else { return }
    let used = Set(try await services.store.releases(of: app.id).flatMap(\.appLayers))
    for entry in try await AppDirectories.entries(of: paths.dependencies) {
      let layer = paths.dependencies.pushing(FilePath(entry))
      if !used.contains(layer.string) { try await DirectoryRemoval.remove(layer) }
    }
  }

  private var paths: AppPaths { services.paths(of: app) }
}
