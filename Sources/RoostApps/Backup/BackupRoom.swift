import Glibc
import RoostModel
import RoostSources
import RoostSystem
import SystemPackage

/// Where exports are made and imports are judged: nothing in it outlives the daemon that began it.
///
///     spool/backup/<id>/              trees while they are packed or unpacked
///     spool/backup/exports/<id>       finished, until they are fetched
///     spool/backup/uploads/<id>       whole, until they are imported
struct BackupSpool: Sendable {
  let root: FilePath
  var exports: FilePath { root.appending("exports") }
  var uploads: UploadSpool { UploadSpool(directory: root.appending("uploads"), limit: BackupSpool.largestUpload) }
  private static let largestUpload = ByteCount(1 << 38)
  /// Seconds that an export waits to be fetched.
  private static let kept = 3600

  init(home: FilePath) { root = home.appending("spool").appending("backup") }

  /// Makes it, empty.
  func open() async throws(Problem) {
    let root = root
    try await BlockingWork.run { () throws(Problem) in
      try DirectoryRemoval.removeNow(root)
      for directory in [root, root.appending("exports"), root.appending("uploads")] {
        try DirectoryCreation.ensure(directory, mode: 0o700)
      }
    }
  }

  /// A directory for one piece of work, removed with what it holds.
  func withRoom<Value: Sendable>(_ body: (FilePath) async throws(Problem) -> Value) async throws(Problem) -> Value {
    let room = root.appending(UploadID().text)
    try await BlockingWork.run { () throws(Problem) in try DirectoryCreation.ensure(room, mode: 0o700) }
    let outcome: Result<Value, Problem>
    do throws(Problem) {
      outcome = .success(try await body(room))
    } catch {
      outcome = .failure(error)
    }
    // What is left goes with the next start of the daemon.
    try? await DirectoryRemoval.remove(room)
    return try outcome.get()
  }

  /// A file nobody came for.
  func forgetOldExports() {
    for name in (try? DirectoryListing.names(in: exports, hidden: true)) ?? [] {
      let path = exports.pushing(FilePath(name))
      var status = stat()
      if lstat(path.string, &status) == 0, time(nil) - status.st_mtim.tv_sec > BackupSpool.kept { unlink(path.string) }
    }
  }
}
