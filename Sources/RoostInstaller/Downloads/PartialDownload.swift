import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// A file in `tmp/` that grows while it is fetched: `download-<sum>.part`. Survives a killed fetch, to be continued.
enum PartialDownload {
  static let prefix = "download-"
  private static let lifetime = 86_400

  static func path(for key: String, in temporary: FilePath) -> FilePath { temporary.appending("\(prefix)\(key).part") }

  /// The lock that is held while it grows.
  static func lock(for key: String, in locks: FilePath) -> FilePath { locks.appending("download-\(key.prefix(40)).lock") }

  /// Removes one that has not grown for a day and that nobody is at: where a clock jumped, a day may be no time at all.
  static func removeAbandoned(_ path: FilePath, locks: FilePath) throws(Problem) {
    var status = stat()
    guard lstat(path.string, &status) == 0 else { return }
    guard time(nil) - status.st_mtim.tv_sec > lifetime, let name = path.lastComponent?.string else { return }
    let key = name.dropFirst(prefix.count).dropLast(name.hasSuffix(".part") ? ".part".count : 0)
    guard let lock = try FileLock.acquireNow(PartialDownload.lock(for: String(key), in: locks)) else { return }
    defer { lock.release() }
    guard unlink(path.string) == 0 || errno == ENOENT else { throw Problem.lastSystemCall("remove \(path)") }
  }
}
