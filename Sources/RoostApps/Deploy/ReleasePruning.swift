import Logging
import RoostModel
import RoostStore
import RoostSystem
import SystemPackage

/// Removes releases nobody will ask for again, and dependency layers no release is made of.
struct ReleasePruning: Sendable {
  let services: AppServices
  let app: AppRecord

  /// Keeps the live release, those that are pinned, the newest retired and failed ones, and those that still answer their
  /// last requests; of the retired ones only as many as there is space for. `mayLeave` is asked before each.
  func prune(live: Int, _ mayLeave: (Int) async throws(Problem) -> Bool) async throws(Problem) {
    let releases = try await services.store.releases(of: app.id)
    let pins = try await services.store.pins(of: app.id)
    let running = Set(try await services.store.runs(of: app.id).map(\.release))
    let fixed = releases.filter {
      $0.number == live || $0.state == .pending || running.contains($0.number) || pins.contains($0.number)
    }.map(\.number)
    let retired = releases.filter { $0.state == .retired }.prefix(services.configuration.keptReleases).map(\.number)
    let failed = releases.filter { $0.state == .failed }.prefix(services.configuration.keptFailures).map(\.number)
    let affordable = try await affordable(Set(retired), beside: Set(fixed))
    for release in releases where !(fixed + failed).contains(release.number) && !affordable.contains(release.number) {
      guard try await mayLeave(release.number) else { continue }
      try await DirectoryRemoval.remove(paths.release(release.number).root)
      for problem in await services.removeImages(of: [release]) {
        services.logger.warning("an image is left", metadata: ["app.name": "\(app.name)", "problem": "\(problem.message)"])
      }
      try await services.store.deleteRelease(release.number, of: app.id)
    }
    let present = try await services.store.releases(of: app.id).map(\.number)
    try await AppBuildLogs(paths: paths).prune(keeping: Set(present))
  }

  /// Of these releases the newest ones that fit into what is left of the app's space.
  private func affordable(_ numbers: Set<Int>, beside fixed: Set<Int>) async throws(Problem) -> Set<Int> {
    guard let space = services.configuration.releaseSpace else { return numbers }
    var used: UInt64 = 0
    for number in fixed { used += try await size(of: number) }
    var kept: Set<Int> = []
    for number in numbers.subtracting(fixed).sorted(by: >) {
      used += try await size(of: number)
      guard used <= space.bytes else { break }
      kept.insert(number)
    }
    return kept
  }

  private func size(of number: Int) async throws(Problem) -> UInt64 {
    let root = paths.release(number).root
    return try await BlockingWork.run { () throws(Problem) in
      AppDirectories.exists(root) ? try TreeSize.measure(root).bytes.bytes : 0
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
