import Logging
import RoostModel
import RoostSources
import RoostStore
import RoostSystem
import SystemPackage

/// An export whose trees are unpacked and whose secrets are open: all of it was looked at.
struct UnpackedExport: Sendable {
  var manifest: AppManifest
  var secrets: AppSecrets
  var variables: [OpenVariable]
  var history: [DeploymentSummary]
  var code: FilePath
  var data: FilePath?

  /// Whether it holds all variables the app had.
  var isComplete: Bool { manifest.leftOut.isEmpty }

  /// Its code as a deployment takes it, with what was known of where it comes from.
  var fetched: FetchedSource {
    var fetched = FetchedSource(directory: code)
    fetched.record =
      manifest.record ?? SourceRecord(kind: .archive, place: "\(manifest.app).roost", reference: nil, sha256: nil)
    return fetched
  }
}

extension AppSupervisor {
  /// Lets the release, the data and the variables of a backup serve, and answers with the backup that was made of what was
  /// here. Whatever fails, that is put back. From the moment nothing of the app runs any more it stands still, until the release
  /// answers: its data is backed up and exchanged then, so that nothing it wrote is lost. `sparing`: the backup itself.
  func restore(_ export: UnpackedExport, sparing: String?, in room: FilePath, progress: @escaping ProgressSink)
    async throws(Problem) -> (deployed: DeployResult, backup: String?)
  {
    try await inTurn(.restore, progress: progress) { (running) async throws(Problem) in
      try await clearForRestoration()
      let before = try await backupBefore(export, sparing, in: room.appending("before"), progress)
      let former = try await services.vault.variables(of: app.id).variables
      try await keepVariables()
      let record = RestoringRecord(exchangesData: export.data != nil)
      try await services.store.setRestoring(record, app: app.id)
      app.restoring = record
      do throws(Problem) {
        let deployed = try await carryOut(export, former, before, running, progress)
        await forgetRestoration()
        return (deployed, madeBefore)
      } catch {
        // What a daemon that ends leaves, or what could not be put back, is put back by the next one.
        if !Task.isCancelled {
          await noting("taking a restoration back") { () async throws(Problem) in try await settleRestoration() }
        }
        throw error
      }
    }
  }

  /// What an earlier one left would be taken for the data of before.
  private func clearForRestoration() async throws(Problem) {
    await forgetRestoration()
    let left = services.paths(of: app).dataBefore
    guard AppDirectories.exists(left) else { return }
    throw Problem(.internal, "what an earlier restoration left cannot be removed", hint: "remove it: rm -r \(left)")
  }

  /// Where no data is exchanged, it is made at once.
  private func backupBefore(
    _ export: UnpackedExport, _ sparing: String?, in room: FilePath, _ progress: @escaping ProgressSink
  ) async throws(Problem) -> BackupBefore {
    madeBefore = nil
    try await BlockingWork.run { () throws(Problem) in try DirectoryCreation.ensure(room, mode: 0o700) }
    let takes: DataTaking = isElsewhere ? .none : export.data == nil ? .copy : .later
    let picture = try await takePicture(takes, in: room, progress)
    let before = try await BackupBefore(
      of: picture, services, keep: backupPolicy?.keep ?? BackupPolicy.defaultKeep, sparing: sparing, in: room, progress: progress)
    if export.data == nil { madeBefore = try await before.write(data: picture.data).name }
    return before
  }

  private func carryOut(
    _ export: UnpackedExport, _ former: [OpenVariable], _ before: BackupBefore, _ running: RunningDeployment,
    _ progress: @escaping ProgressSink
  ) async throws(Problem) -> DeployResult {
    var request = DeployRequest(directory: "", name: app.name.text, installsRuntimes: false)
    request.overrides = export.manifest.overrides
    request.mayMove = true
    let exchange = [exchangeVariables(export, former)]
    let data = export.data.map { [exchangeData($0, before)] } ?? []
    if let kept = try await keptRelease(export.manifest) {
      let steps = exchange + [.kept] + data + [.boot, .gate]
      return try await carryOut(
        Deployment(steps: steps), of: kept, running, request, from: export.fetched, progress: progress)
    }
    var steps = exchange + Deployment.fresh.steps
    let release = steps.firstIndex { $0.name == "release" } ?? steps.endIndex
    steps.insert(contentsOf: data, at: release)
    let record = try await services.store.newRelease(of: app.id, now: services.now())
    return try await carryOut(
      Deployment(steps: steps), of: record, running, request, from: export.fetched, progress: progress)
  }

  /// The release itself, when it is kept as it was built.
  private func keptRelease(_ manifest: AppManifest) async throws(Problem) -> ReleaseRecord? {
    guard manifest.instance == app.id, let release = try await services.store.release(manifest.release, of: app.id),
      release.plan != nil, release.state == .live || release.state == .retired, release.source?.kind != .sync,
      !release.appLayers.isEmpty, !leavingReleases.contains(release.number),
      release.appLayers.allSatisfy({ AppDirectories.exists(FilePath($0)) })
    else { return nil }
    return release
  }

  private func exchangeVariables(_ export: UnpackedExport, _ former: [OpenVariable]) -> DeployStep {
    DeployStep(name: "restore variables") { [weak self] (_) async throws(Problem) in
      try await self?.replaceVariables(by: export.variables, keepsOthers: !export.isComplete)
    } undo: { [weak self] (_) async throws(Problem) in
      try await self?.replaceVariables(by: former, keepsOthers: false)
    }
  }

  private func exchangeData(_ data: FilePath, _ before: BackupBefore) -> DeployStep {
    let paths = services.paths(of: app)
    let user = app.user
    let present = isElsewhere ? nil : paths.data
    return DeployStep(name: "restore data") { [weak self] (context) async throws(Problem) in
      context.progress(.stage("restore", detail: "requests wait while the data is backed up and exchanged"))
      await context.makesRoom()
      let made = try await before.write(data: present)
      context.warnings += made.warnings
      await self?.beginExchange(made.name)
      context.progress(.stage("exchange", detail: "what was there is in the backup \(made.name)"))
      try await BlockingWork.run { () throws(Problem) in try DataExchange(paths: paths).take(data, for: user) }
    } undo: { (_) async throws(Problem) in
      try await BlockingWork.run { () throws(Problem) in try DataExchange(paths: paths).putBack() }
    }
  }

  private func beginExchange(_ backup: String) {
    madeBefore = backup
    isHalfRestored = true
  }

  /// Brings the variables to these.
  func replaceVariables(by wanted: [OpenVariable], keepsOthers: Bool) async throws(Problem) {
    let present = try await services.vault.variables(of: app.id).variables
    let set = wanted.filter { new in
      !present.contains {
        $0.name == new.name && $0.value == new.value && $0.scope == new.scope && $0.secret == new.secret
      }
    }
    let unset = keepsOthers ? [] : present.map(\.name).filter { name in !wanted.contains { $0.name == name } }
    guard !set.isEmpty || !unset.isEmpty else { return }
    _ = try await services.vault.change(app.id, set: set, unset: unset, now: services.now())
  }
}

extension DeployStep {
  /// Exchanges what is not the release's own.
  var isOfRestoration: Bool { name == "restore variables" || name == "restore data" }
}
