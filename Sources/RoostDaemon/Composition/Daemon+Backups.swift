import CRoost
import Glibc
import RoostApps
import RoostModel
import RoostServer
import RoostSources
import RoostSystem
import SystemPackage

extension Daemon {
  func backupOperations(_ supervisor: Supervisor) -> BackupOperations {
    BackupOperations(
      export: { (request, progress) async throws(Problem) in
        defer { roost_release_memory() }
        return try await supervisor.export(request, progress: progress)
      },
      openExport: { (id) async throws(Problem) in
        .of(try await supervisor.openExport(id))
      },
      discardExport: { (id) async in supervisor.discardExport(id) },
      beginUpload: { () async throws(Problem) in .of(try await supervisor.importUploads.begin()) },
      importApp: { (request, progress) async throws(Problem) in
        defer { roost_release_memory() }
        return try await supervisor.importApp(request, progress: progress)
      },
      backUp: { (request, progress) async throws(Problem) in
        defer { roost_release_memory() }
        return try await supervisor.backUp(request, progress: progress)
      },
      backups: { (name, verifies) async throws(Problem) in try await supervisor.backups(of: name, verifies: verifies) },
      allBackups: { () async throws(Problem) in try await supervisor.allBackups() },
      setBackup: { (name, change) async throws(Problem) in try await supervisor.setBackup(change, of: name) },
      restore: { (request, progress) async throws(Problem) in
        defer { roost_release_memory() }
        return try await supervisor.restore(request, progress: progress)
      },
      open: { (name, backup) async throws(Problem) in .of(try await supervisor.openBackup(backup, of: name)) })
  }
}

extension UploadSink {
  static func of(_ upload: Upload) -> UploadSink {
    UploadSink(
      write: { (bytes) async throws(Problem) in try await upload.write(bytes) },
      finish: { () async throws(Problem) in try await upload.finish() }, abandon: { await upload.abandon() })
  }
}

extension StoredFile {
  fileprivate static func of(_ export: OpenExport) -> StoredFile {
    StoredFile(size: export.size) { (offset, count) async throws(Problem) in
      try await BlockingWork.run { () throws(Problem) in try export.read(offset, count) }
    }
  }
}

extension OpenExport {
  fileprivate func read(_ offset: UInt64, _ count: Int) throws(Problem) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let got = bytes.withUnsafeMutableBytes { pread(descriptor.number, $0.baseAddress, $0.count, off_t(offset)) }
    guard got >= 0 else { throw Problem.lastSystemCall("read an export") }
    return Array(bytes.prefix(got))
  }
}
