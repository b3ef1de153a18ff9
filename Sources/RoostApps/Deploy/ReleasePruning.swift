import RoostModel
import RoostStore
import RoostSystem
import SystemPackage

/// Removes releases nobody will ask for again, and dependency layers no release is made of.
struct ReleasePruning: Sendable {
  let services: AppServices
  let app: AppRecord

  /// Keeps the live release, the newest retired ones, and the record of the newest failed one.
  func prune(live: Int) async throws(Problem) {
    let releases = try await services.store.releases(of: app.id)
    let retired = releases.filter { $0.state == .retired }.prefix(services.configuration.keptReleases)
    let failed = releases.filter { $0.state == .failed }.prefix(services.configuration.keptReleases)
    let kept = releases.filter { $0.number == live || $0.state == .pending } + retired + failed
    for release in releases where !kept.contains(where: { $0.number == release.number }) {
      try await DirectoryRemoval.remove(paths.release(release.number).root)
      try await DirectoryRemoval.remove(paths.deployLog(ofRelease: release.number))
      try await services.store.deleteRelease(release.number, of: app.id)
    }
    try await pruneDependencies(usedBy: kept)
  }

  private func pruneDependencies(usedBy releases: [ReleaseRecord]) async throws(Problem) {
    guard AppDirectories.exists(paths.dependencies) else { return }
    let used = Set(releases.flatMap(\.appLayers))
    for entry in try await AppDirectories.entries(of: paths.dependencies) {
      let layer = paths.dependencies.pushing(FilePath(entry))
      if !used.contains(layer.string) { try await DirectoryRemoval.remove(layer) }
    }
  }

  private var paths: AppPaths { services.paths(of: app) }
}
