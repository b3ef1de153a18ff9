import Glibc
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

extension AppPaths {
  /// What `data` held before an exchange that is not proven yet.
  var dataBefore: FilePath { root.appending("data.before") }
}

extension AppSupervisor {
  /// Lets the release, the data and the variables of a backup serve. `backup` holds what is here now: whatever fails, that is
  /// put back. The app stands still from the moment its data is exchanged until the release answers.
  func restore(_ export: UnpackedExport, before backup: String, progress: @escaping ProgressSink) async throws(Problem)
    -> DeployResult
  {
    let result = try await inTurn(.restore, progress: progress) { (running) async throws(Problem) in
      let former = try await services.vault.variables(of: app.id).variables
      let record = RestoringRecord(backup: backup, exchangesData: export.data != nil)
      try await services.store.setRestoring(record, app: app.id)
      do throws(Problem) {
        return try await carryOut(export, former, running, progress)
      } catch {
        // What a daemon that ends leaves, or what could not be put back, is put back by the next one.
        if !Task.isCancelled, !AppDirectories.exists(services.paths(of: app).dataBefore) {
          try await services.store.setRestoring(nil, app: app.id)
        }
        throw error
      }
    }
    try await DirectoryRemoval.remove(services.paths(of: app).dataBefore)
    return result
  }

  private func carryOut(
    _ export: UnpackedExport, _ former: [OpenVariable], _ running: RunningDeployment, _ progress: @escaping ProgressSink
  ) async throws(Problem) -> DeployResult {
    var request = DeployRequest(directory: "", name: app.name.text, installsRuntimes: false)
    request.overrides = export.manifest.overrides
    let exchange = [exchangeVariables(export, former)]
    let data = export.data.map { [exchangeData($0)] } ?? []
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
      !release.appLayers.isEmpty,
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

  private func exchangeData(_ data: FilePath) -> DeployStep {
    let paths = services.paths(of: app)
    let user = app.user
    return DeployStep(name: "restore data") { (context) async throws(Problem) in
      context.progress(.stage("restore", detail: "requests wait while the data is exchanged"))
      await context.makesRoom()
      try await BlockingWork.run { () throws(Problem) in try DataExchange(paths: paths).take(data, for: user) }
    } undo: { (_) async throws(Problem) in
      try await BlockingWork.run { () throws(Problem) in try DataExchange(paths: paths).putBack() }
    }
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

  /// After a start of the daemon: takes back a restoration that was not proven.
  func takeBackRestoration() async throws(Problem) {
    let paths = services.paths(of: app)
    try await DirectoryRemoval.remove(paths.root.appending("data.gone"))
    guard let record = app.restoring else { return try await DirectoryRemoval.remove(paths.dataBefore) }
    if record.exchangesData {
      try await BlockingWork.run { () throws(Problem) in try DataExchange(paths: paths).putBack() }
    }
    let file = services.backups(of: app.name).file(record.backup)
    let keys = services.vault.keys
    let secrets = try await BlockingWork.run { () throws(Problem) in
      let archive = try AppArchive.open(file)
      let key = try keys.key(creating: false)
      try archive.expect(key)
      return try archive.secrets(key)
    }
    try await replaceVariables(by: try secrets.checkedVariables(), keepsOthers: false)
    try await services.store.setRestoring(nil, app: app.id)
    app.restoring = nil
    services.logger.notice("a restoration was taken back", metadata: ["app.name": "\(app.name)"])
  }
}

extension DeployStep {
  /// Exchanges what is not the release's own.
  var isOfRestoration: Bool { name == "restore variables" || name == "restore data" }
}

/// Puts another tree in the place of an app's data, and takes that back. Each step is a rename: at every moment one of the two
/// is whole. Blocking.
struct DataExchange {
  let paths: AppPaths

  func take(_ data: FilePath, for user: UInt32) throws(Problem) {
    guard chmod(data.string, 0o700) == 0 else { throw Problem.lastSystemCall("keep \(data) private") }
    try SpecialFiles.give(data, to: user)
    try flush(data)
    try DirectoryRemoval.removeNow(paths.dataBefore)
    try move(paths.data, to: paths.dataBefore)
    try move(data, to: paths.data)
    try AtomicFile.syncDirectory(paths.root)
  }

  /// Nothing to do where nothing was exchanged.
  func putBack() throws(Problem) {
    guard AppDirectories.exists(paths.dataBefore) else { return }
    if AppDirectories.exists(paths.data) {
      let gone = paths.root.appending("data.gone")
      try DirectoryRemoval.removeNow(gone)
      try move(paths.data, to: gone)
      try move(paths.dataBefore, to: paths.data)
      try AtomicFile.syncDirectory(paths.root)
      // What is left of it goes when the daemon starts: a process may still write there.
      try? DirectoryRemoval.removeNow(gone)
    } else {
      try move(paths.dataBefore, to: paths.data)
      try AtomicFile.syncDirectory(paths.root)
    }
  }

  private func flush(_ tree: FilePath) throws(Problem) {
    let directory = open(tree.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { throw Problem.lastSystemCall("open \(tree)") }
    defer { close(directory) }
    try FileSystemSync.flush(directory, of: tree.string)
  }

  private func move(_ tree: FilePath, to place: FilePath) throws(Problem) {
    guard rename(tree.string, place.string) == 0 else { throw Problem.lastSystemCall("rename \(tree) to \(place)") }
  }
}
