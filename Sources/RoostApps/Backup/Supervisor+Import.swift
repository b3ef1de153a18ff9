import Logging
package import RoostModel
package import RoostSources
import RoostStore
import RoostSystem
import SystemPackage

extension Supervisor {
  package nonisolated var importUploads: UploadSpool { services.backupSpool.uploads }

  /// Makes an app of an uploaded export. Nothing is touched before all of the file was looked at; what fails leaves no app.
  package func importApp(_ request: ImportRequest, progress: @escaping ProgressSink) async throws(Problem) -> ImportResult {
    let uploads = importUploads
    let file = try uploads.file(request.upload)
    let outcome: Result<ImportResult, Problem>
    do throws(Problem) {
      outcome = .success(try await take(file, request, progress))
    } catch {
      outcome = .failure(error)
    }
    uploads.discard(request.upload)
    return try outcome.get()
  }

  private func take(
    _ file: FilePath, _ request: ImportRequest, _ progress: @escaping ProgressSink
  ) async throws(Problem) -> ImportResult {
    let services = services
    return try await services.backupSpool.withRoom { (room) async throws(Problem) in
      let export = try await services.unpack(file, passphrase: request.passphrase, in: room, progress: progress)
      let name = request.name ?? export.manifest.app
      guard let present = self.known(name) else { return try await self.settle(export, name, request, progress) }
      guard request.replaces else { throw .appExists(name) }
      return try await self.replace(present, export, in: room, progress)
    }
  }

  func known(_ name: AppName) -> AppSupervisor? { try? supervisor(of: name) }

  func settle(
    _ export: UnpackedExport, _ name: AppName, _ request: ImportRequest, _ progress: @escaping ProgressSink
  ) async throws(Problem) -> ImportResult {
    let supervisor = try await supervisorOrNew(of: name)
    do throws(Problem) {
      let deployed = try await supervisor.arrive(export, request, progress: progress)
      return try await result(of: supervisor, export, deployed)
    } catch {
      var waited = DeployRequest(directory: "", name: name.text, installsRuntimes: false)
      waited.imported = ImportedDeployment(starts: true, leavesTakenPlaces: true)
      guard !waited.waits(for: error) else {
        var result = try await result(of: supervisor, export, nil)
        result.problem = error
        result.problem?.hint += "; then: roost app resume \(name)"
        return result
      }
      // The next daemon knows of an app whose deployment was interrupted.
      guard !Task.isCancelled else { throw error }
      do throws(Problem) { try await remove(name) } catch {
        services.logger.error("removing a failed import", metadata: ["app.name": "\(name)", "problem": "\(error)"])
      }
      throw error.ofImport(export)
    }
  }

  func replace(
    _ supervisor: AppSupervisor, _ export: UnpackedExport, restoring backup: String? = nil, in room: FilePath,
    _ progress: @escaping ProgressSink
  ) async throws(Problem) -> ImportResult {
    let restored = try await supervisor.restore(export, sparing: backup, in: room, progress: progress)
    try await supervisor.takeSettings(export)
    var result = try await result(of: supervisor, export, restored.deployed)
    result.backup = restored.backup
    return result
  }

  private func result(
    of supervisor: AppSupervisor, _ export: UnpackedExport, _ deployed: DeployResult?
  ) async throws(Problem) -> ImportResult {
    let present = Set(try await supervisor.variables().variables.map(\.name))
    return ImportResult(
      app: await supervisor.summary, release: deployed?.release, variables: export.variables.count,
      missing: export.manifest.leftOut.filter { !present.contains($0) }.map(\.text), data: export.manifest.dataSize,
      warnings: deployed?.warnings ?? [])
  }
}

extension Problem {
  fileprivate static func appExists(_ name: AppName) -> Problem {
    Problem(
      .appExists, "there is an app named '\(name)' already",
      hint:
        "take another name: roost import FILE --name \(name)-2; or let it give way, after a backup: roost import FILE --replace")
  }

  /// A failure may come of the secrets that the file does not hold.
  fileprivate func ofImport(_ export: UnpackedExport) -> Problem {
    guard !export.isComplete else { return self }
    var problem = self
    problem.hint +=
      "; secrets were left out of the file (\(export.manifest.leftOut.prefix(5).map(\.text).joined(separator: ", "))):"
    problem.hint += " import it with --no-start, set them with `roost app env set`, then start it"
    return problem
  }
}
