import FoundationEssentials
import Logging
import RoostModel
import RoostStore
import RoostSystem
import SystemPackage

/// What a restoration that was not proven left: half of it is never served.
extension AppSupervisor {
  /// Takes back a restoration that failed, or that the daemon's end interrupted. When that cannot be done it throws, and
  /// nothing of the app may start.
  func settleRestoration() async throws(Problem) {
    guard let record = app.restoring else { return }
    if Task.isCancelled { throw Problem.unexpected(CancellationError(), during: "taking a restoration back") }
    do throws(Problem) {
      try await takeBack(record)
    } catch {
      isHalfRestored = true
      throw Problem(
        error.code, "a restoration of \(app.name) is half done, and what was there before cannot be put back: \(error.message)",
        hint: "\(error.hint); then: roost app start \(app.name)", cause: error.cause)
    }
    isHalfRestored = false
    services.logger.notice("a restoration was taken back", metadata: ["app.name": "\(app.name)"])
  }

  private func takeBack(_ record: RestoringRecord) async throws(Problem) {
    let paths = services.paths(of: app)
    if record.exchangesData {
      try await BlockingWork.run { () throws(Problem) in try DataExchange(paths: paths).putBack() }
    }
    try await replaceVariables(by: try await variablesBefore(record), keepsOthers: false)
    try await services.store.setRestoring(nil, app: app.id)
    app.restoring = nil
    await forgetRestoration()
  }

  /// Removes what is of no use to anybody any more. What is left goes with the next restoration or start of the daemon.
  func forgetRestoration() async {
    let paths = services.paths(of: app)
    await noting("clearing up behind a restoration") { () async throws(Problem) in
      for path in [paths.dataBefore, paths.dataGone, paths.variablesBefore] { try await DirectoryRemoval.remove(path) }
    }
  }

  /// Keeps the variables of now for the way back.
  func keepVariables() async throws(Problem) {
    let secrets = AppSecrets(
      variables: try await services.vault.variables(of: app.id).variables, webhookSecret: nil, sourceCredential: nil)
    try await services.variablesBefore(of: app).write(try AppArchiveWriting.encode(secrets))
  }

  private func variablesBefore(_ record: RestoringRecord) async throws(Problem) -> [OpenVariable] {
    if let bytes = try await services.variablesBefore(of: app).read() {
      do { return try JSONDecoder().decode(AppSecrets.self, from: Data(bytes)).checkedVariables() } catch {
        throw Problem.unexpected(error, during: "reading the variables of before")
      }
    }
    // Written by an earlier version: they are in the backup alone.
    guard let backup = record.backup else {
      throw Problem(
        .internal, "the file variables.before of \(app.name) is missing",
        hint: "put it back into \(services.paths(of: app).root)")
    }
    let (file, keys) = (services.backups(of: app.name).file(backup), services.vault.keys)
    let secrets = try await BlockingWork.run { () throws(Problem) in
      let archive = try AppArchive.open(file)
      let key = try keys.key(creating: false)
      try archive.expect(key)
      return try archive.secrets(key)
    }
    return try secrets.checkedVariables()
  }
}

extension AppServices {
  fileprivate func variablesBefore(of app: AppRecord) -> SealedFile {
    var file = SealedFile(path: paths(of: app).variablesBefore, context: "\(app.id)|variables-before", vault: vault)
    file.largest = Int(AppManifestRules.largestSmall)
    return file
  }
}
