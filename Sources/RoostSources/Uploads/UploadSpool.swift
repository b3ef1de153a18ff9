import Glibc
package import RoostModel
import RoostSystem
package import SystemPackage

/// Bodies that were sent to the daemon and wait for the deployment that names them.
package struct UploadSpool: Sendable {
  let directory: FilePath
  let limit: ByteCount
  /// Finished and unfinished ones together.
  private static let most = 32
  /// What nobody took by then goes when room is needed.
  private static let keptSeconds = 3600
  private static let longestCredential = 64 << 10

  package init(directory: FilePath, limit: ByteCount) {
    self.directory = directory
    self.limit = limit
  }

  /// A new one, empty.
  package func begin() async throws(Problem) -> Upload {
    let spool = self
    return try await BlockingWork.run { () throws(Problem) in
      try spool.makeRoom()
      return try Upload(id: UploadID(), in: spool.directory, limit: spool.limit)
    }
  }

  /// The file of a finished one.
  package func file(_ id: UploadID) throws(Problem) -> FilePath {
    let path = directory.appending(id.text)
    guard access(path.string, R_OK) == 0 else {
      throw Problem(
        .usageInvalid, "there is no upload \(id), or it was used before", hint: "send it again: roost deploy ARCHIVE")
    }
    return path
  }

  /// All of a small one.
  package func credential(_ id: UploadID) async throws(Problem) -> [UInt8] {
    let path = try file(id)
    return try await BlockingWork.run { () throws(Problem) in
      try SmallFile.read(path, limit: UploadSpool.longestCredential) ?? []
    }
  }

  package func discard(_ id: UploadID) { unlink(directory.appending(id.text).string) }

  private func makeRoom() throws(Problem) {
    var names = try DirectoryListing.names(in: directory, hidden: true)
    guard names.count >= UploadSpool.most else { return }
    for name in names where age(of: name) > UploadSpool.keptSeconds { unlink(directory.pushing(FilePath(name)).string) }
    names = try DirectoryListing.names(in: directory, hidden: true)
    guard names.count >= UploadSpool.most else { return }
    throw Problem(
      .appBusy, "\(UploadSpool.most) uploads wait for their deployments already",
      hint: "deploy them, or try again in an hour, when the oldest is forgotten: roost deploy ARCHIVE")
  }

  private func age(of name: String) -> Int {
    var status = stat()
    guard lstat(directory.pushing(FilePath(name)).string, &status) == 0 else { return 0 }
    return time(nil) - status.st_mtim.tv_sec
  }
}
