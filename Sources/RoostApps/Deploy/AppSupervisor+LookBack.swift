import Logging
import RoostGateway
import RoostModel
import RoostStore
import RoostSystem

extension AppSupervisor {
  /// Lets pages that were opened before the switch find the files they name, which the new release may not have.
  func lookBack(from target: Target, _ release: ReleaseRecord) {
    guard target.hasFiles else { return }
    services.jobs.add { [services, app] in
      do throws(Problem) {
        target.lookBack(to: try await services.earlierFiles(of: app, than: release))
      } catch {
        services.logger.warning(
          "files of earlier releases are not found", metadata: ["app.name": "\(app.name)", "problem": "\(error)"])
      }
    }
  }
}

extension AppServices {
  /// The newest release first.
  fileprivate func earlierFiles(of app: AppRecord, than live: ReleaseRecord) async throws(Problem) -> [EarlierFiles] {
    let journal = try await store.deployments(of: app.id).map(\.summary)
    let earlier = EarlierReleases(journal, live: live.number, now: now())
    guard !earlier.until.isEmpty else { return [] }
    return try await store.releases(of: app.id).flatMap { release -> [EarlierFiles] in
      guard let until = earlier.until[release.number], let plan = release.plan else { return [] }
      let paths = paths(of: app).release(release.number)
      if case .files(let directory, _) = plan.start {
        return [EarlierFiles(root: BuiltSite.root(directory, of: plan, in: paths), until: until)]
      }
      return BuiltSite.statics(of: plan, in: paths).map { $0.earlier(until: until) }
    }
  }
}
