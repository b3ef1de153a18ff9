import AsyncHTTPClient
import NIOCore
import NIOHTTP1
package import RoostModel

extension DaemonClient {
  package func export(_ request: ExportRequest, progress: (ProgressEvent) -> Void) async throws(Problem) -> ExportSummary {
    try await operation("exports", request, progress: progress)
  }

  /// Fetches a finished export, which can be done once.
  package func fetch(_ export: ExportSummary, _ write: ([UInt8]) throws(Problem) -> Void) async throws(Problem) {
    var received: UInt64 = 0
    do {
      let response = try await send(request("exports/\(export.id)"))
      for try await piece in response.body {
        received += UInt64(piece.readableBytes)
        try write(Array(piece.readableBytesView))
      }
    } catch {
      throw ConnectionProblem.from(error, place)
    }
    guard received == export.size.bytes else {
      throw Problem(
        .connectionLost, "\(ByteCount(received)) of \(export.size) came", hint: "make it anew: roost export \(export.app) -o FILE"
      )
    }
  }

  /// Sends an export, from an open descriptor.
  package func uploadExport(
    _ descriptor: Int32, told: @escaping @Sendable (ByteCount) -> Void = { _ in }
  ) async throws(Problem) -> UploadSummary {
    try await upload(descriptor, to: "imports/uploads", told: told)
  }

  package func importApp(_ request: ImportRequest, progress: (ProgressEvent) -> Void) async throws(Problem) -> ImportResult {
    try await operation("imports", request, progress: progress)
  }

  package func backUp(_ name: AppName, progress: (ProgressEvent) -> Void) async throws(Problem) -> BackupResult {
    try await operation("backups", BackupRequest(app: name), progress: progress)
  }

  package func backups(of name: AppName, verifies: Bool) async throws(Problem) -> BackupStatus {
    try await value(.GET, "apps/\(name)/backups\(verifies ? "?verify=true" : "")")
  }

  /// Of all apps, and of those that are gone and have some.
  package func allBackups() async throws(Problem) -> [AppBackups] { try await value(.GET, "backups") }

  package func setBackup(_ change: BackupChange, of name: AppName) async throws(Problem) -> BackupStatus {
    try await value(.PUT, "apps/\(name)/backups", body: change)
  }

  package func restore(
    _ name: AppName, _ backup: String, progress: (ProgressEvent) -> Void
  ) async throws(Problem) -> ImportResult {
    try await operation("restorations", RestoreRequest(app: name, backup: backup), progress: progress)
  }
}
