import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// Debian's way of saying that packages may not start services while they are installed: `/usr/sbin/policy-rc.d`.
///
/// One that an administrator put there is left alone.
struct ServiceGuard: Sendable {
  let root: HostRoot

  private static let mark = "# Made by Roost while it installs packages; it removes this again."
  private static let text = "#!/bin/sh\n\(mark)\nexit 101\n"

  private var path: FilePath { root.outside("usr/sbin/policy-rc.d") }

  /// Answers whether the guard is there because of us. Blocking.
  @discardableResult
  func engage() throws(Problem) -> Bool {
    if try isOurs() { return true }
    guard access(path.string, F_OK) != 0, access(path.removingLastComponent().string, W_OK) == 0 else { return false }
    try AtomicFile.write(Array(ServiceGuard.text.utf8), to: path, mode: 0o755)
    return true
  }

  /// Blocking.
  @discardableResult
  func release() throws(Problem) -> Bool {
    guard try isOurs() else { return false }
    guard unlink(path.string) == 0 || errno == ENOENT else { throw Problem.lastSystemCall("remove \(path)") }
    return true
  }

  private func isOurs() throws(Problem) -> Bool {
    var status = stat()
    guard lstat(path.string, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size < 4096,
      let bytes = try SmallFile.read(path, limit: 4096)
    else { return false }
    return String(decoding: bytes, as: UTF8.self).contains(ServiceGuard.mark)
  }
}
