import RoostGateway
import RoostModel
import RoostSources
import RoostStore
import RoostSystem
import SystemPackage

/// What changed files came to.
enum Following: Sendable, Equatable {
  case unchanged
  /// The gateway answers with them.
  case served([String])
  case restarted([String])
  /// They change how the app is built: it has to be deployed.
  case mustDeploy([String])
}

extension AppSupervisor {
  /// The directory that the live release is kept in step with.
  func followedDirectory() async throws(Problem) -> OpenDirectory {
    guard let number = app.liveRelease, let release = try await services.store.release(number, of: app.id),
      let source = release.source, source.kind == .sync
    else {
      throw Problem(
        .appNotRunning, "the live release of \(app.name) follows no directory",
        hint: "begin with: roost dev DIR --name \(app.name)")
    }
    guard release.plan?.target.map({ $0.kind == .sandbox }) ?? true else {
      throw Problem(
        .unsupported, "only apps in a sandbox of this machine follow a directory",
        hint: "deploy it instead: roost deploy \(source.place)")
    }
    return try await BlockingWork.run { () throws(Problem) in
      try OpenDirectory(FilePath(source.place), to: "follow", expecting: source.directory, followsLinks: false)
    }
  }

  /// Brings the files of the live release into step with the directory, and its process up with them.
  func follow(_ directory: OpenDirectory, ignoring ignored: IgnoredPaths) async throws(Problem) -> Following {
    try await exclusively("its files are being brought into step") { () async throws(Problem) in
      guard let number = app.liveRelease, let release = try await services.store.release(number, of: app.id),
        let plan = release.plan
      else { throw Problem.noSuchApp(app.name) }
      var options = SourceRules.options(owner: app.user)
      if case .files = plan.start { options.excludedNames.insert(SourceRules.settingsFile) }
      let paths = services.paths(of: app).release(number)
      let changed = try await TreeSync.bring(paths.project, inStepWith: directory, options: options, ignoring: ignored.isIgnored)
      guard !changed.isEmpty else { return .unchanged }
      try await forgetInputs(of: release)
      if try await changesTheBuild(changed, plan, paths.project) { return .mustDeploy(changed) }
      guard case .command = plan.start else {
        show(release, run: nil)
        return .served(changed)
      }
      await stopLive()
      // Who asks meanwhile waits for the new process instead of being told that there is none.
      services.gateway.setRoute(app.name, to: .held(), settings: routeSettings)
      do throws(Problem) {
        try await startLive(mustLive: .zero)
      } catch {
        hide(.error, because: error)
        throw error
      }
      return .restarted(changed)
    }
  }

  /// Its files are not those any more that it was made of.
  private func forgetInputs(of release: ReleaseRecord) async throws(Problem) {
    guard release.source?.inputs != nil else { return }
    var release = release
    release.source?.inputs = nil
    release.source?.tree = nil
    try await services.store.update(release)
  }

  private func changesTheBuild(_ changed: [String], _ plan: Plan, _ project: FilePath) async throws(Problem) -> Bool {
    guard plan.build.isEmpty else { return true }
    let root = plan.root.map { $0 + "/" } ?? ""
    let inputs = Set((plan.dependencies?.inputs ?? []).map { root + $0 })
    if changed.contains(where: inputs.contains) { return true }
    let request = DeployRequest(directory: project.string, name: app.name.text, installsRuntimes: false)
    let now = try await services.plan(project, for: request)
    return now.start != plan.start || now.dependencies != plan.dependencies || now.build != plan.build
      || now.runtimes != plan.runtimes
      || now.variables != plan.variables || now.port != plan.port || now.route != plan.route
  }
}
