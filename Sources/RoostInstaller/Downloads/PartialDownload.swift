import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// A file in `tmp/` that grows while it is fetched: `download-<sum>.part`. Survives a killed fetch, to be continued.
enum PartialDownload {
  static let prefix = "download-"
  private static let lifetime = 86_400

  static func path(for key: String, in temporary: FilePath) -> FilePath { temporary.appending("\(prefix)\(key).part") }

  /// Removes one that has not grown for a day.
  static func removeAbandoned(_ path: FilePath) throws(Problem) {
    var status = stat()
    guard lstat(path.string, &status) == 0 else { return }
    guard time(nil) - status.st_mtim.tv_sec > lifetime else { return }
    guard unlink(path.string) == 0 || errno == ENOENT else { throw Problem.lastSystemCall("remove \(path)") }
  }
}
