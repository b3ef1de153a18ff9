import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// Makes the home directory and what the daemon itself keeps directly in it.
struct HomePreparation: Sendable {
  var settings: Settings

  /// `permission.denied` where this user may not write, and where others could change what Roost does with their rights.
  func prepare() throws(Problem) {
    let home = settings.homePath
    // Agents of apps pass through here on the way to their own files; nobody can list it.
    try DirectoryCreation.ensure(home, mode: 0o711)
    try admitOwner(of: home)
    guard access(home.string, W_OK) == 0 else {
      let isReadOnly = errno == EROFS
      throw Problem(
        .permissionDenied, "\(home) may not be written to",
        hint: isReadOnly
          ? "its file system is read-only: mount -o remount,rw $(findmnt -n -o TARGET -T '\(home)')"
          : "run as its owner, or choose another home: roost serve --home DIR")
    }
    for name in ["apps", "environments"] {
      try DirectoryCreation.ensure(home.appending(name), mode: 0o711)
    }
  }

  private func admitOwner(of home: FilePath) throws(Problem) {
    var status = stat()
    guard stat(home.string, &status) == 0, geteuid() == 0 else { return }
    guard status.st_uid == 0 else {
      throw Problem(
        .permissionDenied, "\(home) belongs to user \(status.st_uid), who could change what Roost does there as root",
        hint: "use another home: --home DIR; or give it to root: chown -R root: '\(home)'")
    }
    guard status.st_mode & S_IWOTH != 0 else { return }
    guard try closeEmpty(home, status.st_mode) else {
      throw Problem(
        .permissionDenied, "everybody may write to \(home), and change what Roost does there as root",
        hint: "use another home: --home DIR; or close it: chmod o-w '\(home)'")
    }
  }

  /// A fresh volume is often open to everybody: as long as nobody has put anything there, it is closed. Whether that was so.
  private func closeEmpty(_ home: FilePath, _ mode: mode_t) throws(Problem) -> Bool {
    guard try DirectoryListing.names(in: home, hidden: true).isEmpty else { return false }
    guard chmod(home.string, mode & 0o755) == 0 else { throw Problem.lastSystemCall("close \(home)") }
    return try DirectoryListing.names(in: home, hidden: true).isEmpty
  }
}
