import RoostGateway
import RoostModel
import RoostSources
import RoostStore
import RoostSystem
import SystemPackage

extension Deployment {
  /// Builds what an imported app needs, and starts nothing.
  private static let shelved = Deployment(steps: [
    .source, .plan, .variables, .runtimes, .compare, .dependencies, .image, .build,
  ])

  /// The steps of a new release.
  static func making(_ request: DeployRequest) -> Deployment { request.imported?.starts == false ? shelved : fresh }
}

extension DeployRequest {
  /// Whether a deployment that ended for this reason goes on when the lack is mended.
  func waits(for problem: Problem) -> Bool {
    imported != nil && [.runtimeMissing, .variableMissing].contains(problem.code)
  }
}

extension AppSupervisor {
  /// A new app becomes what an export holds. When it throws, the app is to be removed.
  func arrive(_ export: UnpackedExport, _ request: ImportRequest, progress: @escaping ProgressSink) async throws(Problem)
    -> DeployResult
  {
    let paths = services.paths(of: app)
    try await AppDirectories.make(paths, user: app.user)
    if let data = export.data {
      let user = app.user
      try await BlockingWork.run { () throws(Problem) in
        try DataExchange(paths: paths).take(data, for: user)
        try DirectoryRemoval.removeNow(paths.dataBefore)
      }
    }
    try await replaceVariables(by: export.variables, keepsOthers: true)
    try await takeSettings(export)
    try await services.store.addImported(export.history, of: app.id)
    let settings = export.manifest.settings
    var wanted = DeployRequest(
      directory: "", name: app.name.text, installsRuntimes: request.installsRuntimes, target: export.manifest.target,
      overrides: export.manifest.overrides)
    wanted.mayMove = true
    wanted.imported = ImportedDeployment(starts: request.starts && settings.wantsToRun, leavesTakenPlaces: true)
    let deployment = wanted
    return try await inTurn(.deploy, deployment, progress: progress) { (running) async throws(Problem) in
      let release = try await services.store.newRelease(of: app.id, after: export.manifest.release, now: services.now())
      return try await carryOut(
        .making(deployment), of: release, running, deployment, from: export.fetched, progress: progress)
    }
  }

  /// What its operator decided beside the project.
  func takeSettings(_ export: UnpackedExport) async throws(Problem) {
    let settings = export.manifest.settings
    if let maintenance = settings.maintenance { _ = try await maintain(maintenance) }
    if let wanted = settings.backup {
      let backup = BackupRecord(isOff: wanted.isOff, policy: wanted.policy)
      try await services.store.setBackup(backup, app: app.id)
      app.backup = backup
    }
    guard let source = settings.source else { return }
    let credential = export.secrets.sourceCredential.map { Array($0) }
    try await keep(KeptSource(source: source, credential: credential))
    guard let branch = settings.branch, let secret = export.secrets.webhookSecret else { return }
    try await services.webhookSecret(of: app).write(Array(secret))
    let record = WebhookRecord(branch: branch, createdAt: services.now())
    try await services.store.setWebhook(record, app: app.id)
    app.webhook = record
  }

  /// A release that is built and waits to be started.
  func shelve(_ context: inout DeployContext) async throws(Problem) {
    context.release.runtimeLayers = context.runtimes.map(\.name)
    context.release.appLayers = context.appLayers
    // Its release commands have not run: to deploy the same is something else.
    if context.plan?.release?.isEmpty == false { context.release.source?.inputs = nil }
    try await AppDirectories.flush(context.releasePaths.root)
    try await services.store.makeLive(context.release, run: nil)
    try await services.store.setWantsToRun(false, app: app.id)
    app.liveRelease = context.release.number
    app.liveRun = nil
    app.wantsToRun = false
    plan = context.plan
    showStopped()
  }

  /// A runtime came: an imported app that waits for it goes on.
  func resumeIfWaiting() async {
    guard state == .runtimeMissing, app.liveRelease == nil, !isRemoved, !isBusy else { return }
    let newest = try? await services.store.deployments(of: app.id).first
    guard let newest, newest.state == .interrupted, newest.request?.imported != nil, newest.problem?.code == .runtimeMissing
    else { return }
    services.jobs.add { [weak self] in
      await self?.noting("going on with an import") { () async throws(Problem) in
        do throws(Problem) { _ = try await self?.resume { _ in } } catch {
          // Not all that it waits for is there yet.
          guard error.code != .runtimeMissing else { return }
          throw error
        }
      }
    }
  }
}

extension DeployContext {
  /// The places that another app has are left out, with a word for each.
  func withoutTakenPlaces(_ route: RouteSettings) throws(Problem) -> (RouteSettings, [String]) {
    guard request.imported?.leavesTakenPlaces == true else { return (route, []) }
    var (left, warnings) = (route, [String]())
    left.hosts = try route.hosts?.filterThrowing { (host) throws(Problem) in
      var one = RouteSettings()
      one.hosts = [host]
      return try isFree(one, &warnings)
    }
    left.paths = try route.paths?.filterThrowing { (path) throws(Problem) in
      var one = RouteSettings()
      one.paths = [path]
      return try isFree(one, &warnings)
    }
    return (left, warnings)
  }

  private func isFree(_ place: RouteSettings, _ warnings: inout [String]) throws(Problem) -> Bool {
    do throws(Problem) {
      _ = try services.gateway.reserveRoute(app.name, settings: place)
      return true
    } catch {
      guard error.code == .routeTaken else { throw error }
      warnings.append("left out: \(error.message)")
      return false
    }
  }
}

extension Array {
  fileprivate func filterThrowing(_ isIncluded: (Element) throws(Problem) -> Bool) throws(Problem) -> [Element] {
    var kept: [Element] = []
    for element in self where try isIncluded(element) { kept.append(element) }
    return kept
  }
}
