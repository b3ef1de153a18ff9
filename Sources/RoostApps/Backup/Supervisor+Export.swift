import Glibc
package import RoostModel
import RoostStore
import RoostSystem
import SystemPackage

extension AppServices {
  var backupSpool: BackupSpool { BackupSpool(home: configuration.home) }
}

/// A finished export, open: its file has no name any more.
package struct OpenExport: Sendable {
  package let descriptor: OwnedFile
  package let size: UInt64

  /// Closed with its last reference.
  package final class OwnedFile: Sendable {
    package let number: Int32
    init(_ number: Int32) { self.number = number }
    deinit { close(number) }
  }

  init(owning number: Int32, _ path: FilePath) throws(Problem) {
    descriptor = OwnedFile(number)
    var status = stat()
    guard fstat(number, &status) == 0 else { throw Problem.lastSystemCall("look at \(path)") }
    size = UInt64(max(0, status.st_size))
  }
}

extension Supervisor {
  /// Makes an export that waits to be fetched.
  package func export(_ request: ExportRequest, progress: @escaping ProgressSink) async throws(Problem) -> ExportSummary {
    let supervisor = try supervisor(of: request.app)
    if let passphrase = request.passphrase { try Passphrase.check(passphrase) }
    let spool = services.backupSpool
    await BlockingWork.run { spool.forgetOldExports() }
    let id = UploadID()
    let made = try await make(
      of: supervisor, sealing: request.passphrase.map { .passphrase($0) } ?? .none, reason: nil, takesData: request.takesData,
      to: spool.exports.appending(id.text), progress: progress)
    if Task.isCancelled {
      discardExport(id)
      throw Problem.unexpected(CancellationError(), during: "exporting \(request.app)")
    }
    return ExportSummary(
      id: id, app: request.app, release: made.manifest.release, size: made.size, data: made.manifest.dataSize,
      pause: made.pause, leftOut: made.manifest.leftOut.map(\.text), warnings: made.warnings)
  }

  /// Opens an export and takes its name away: it can be fetched once.
  package nonisolated func openExport(_ id: UploadID) async throws(Problem) -> OpenExport {
    let path = services.backupSpool.exports.appending(id.text)
    return try await BlockingWork.run { () throws(Problem) in
      let number = Glibc.open(path.string, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
      guard number >= 0 else {
        throw Problem(
          .backupNotFound, "there is no export \(id), or it was fetched before", hint: "make it anew: roost export APP -o FILE")
      }
      unlink(path.string)
      return try OpenExport(owning: number, path)
    }
  }

  package nonisolated func discardExport(_ id: UploadID) { unlink(services.backupSpool.exports.appending(id.text).string) }

  /// Who shall open it.
  enum ExportKey: Sendable {
    case none
    case passphrase(String)
    case node
  }

  struct MadeExport: Sendable {
    var manifest: AppManifest
    var size: ByteCount
    var pause: Double
    var warnings: [String]
  }

  /// Writes an export and reads it again before anybody relies on it.
  func make(
    of supervisor: AppSupervisor, sealing: ExportKey, reason: BackupSummary.Reason?, takesData: Bool, to output: FilePath,
    progress: @escaping ProgressSink
  ) async throws(Problem) -> MadeExport {
    let (services, now) = (services, services.now())
    return try await services.backupSpool.withRoom { (room) async throws(Problem) in
      let picture = try await supervisor.picture(takesData: takesData, in: room, progress: progress)
      let (form, salt, key) = try await sealing.material(services.vault)
      let writing = picture.writing(form, salt: salt, key: key, reason: reason, now: now, in: room, progress: progress)
      let archive = try await writing.writeAndRead(to: output)
      return MadeExport(manifest: archive.manifest, size: archive.size, pause: picture.pause, warnings: picture.warnings)
    }
  }
}

extension Supervisor.ExportKey {
  fileprivate func material(_ vault: VariableVault) async throws(Problem) -> (AppManifest.Sealing, String?, SealingKey?) {
    switch self {
    case .none: return (.none, nil, nil)
    // One that is lost is not made anew where anything was sealed with it.
    case .node: return (.node, nil, try await vault.sealingKey())
    case .passphrase(let text):
      let salt = PassphraseKey.newSalt()
      let key = try await BlockingWork.run { () throws(Problem) in try PassphraseKey.derive(from: text, salt: salt) }
      return (.passphrase, salt, key)
    }
  }
}
