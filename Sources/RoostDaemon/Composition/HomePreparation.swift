import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// Makes the home directory and what the daemon itself keeps directly in it.
struct HomePreparation: Sendable {
  var settings: Settings

  func prepare() throws(Problem) {
    let home = settings.homePath
    // Agents of apps pass through here on the way to their own files; nobody can list it.
    try DirectoryCreation.ensure(home, mode: 0o711)
    for name in ["apps", "environments"] {
      try DirectoryCreation.ensure(home.appending(name), mode: 0o711)
    }
    guard access(home.string, W_OK) == 0 else {
      throw Problem(
        .permissionDenied, "\(home) may not be written to",
        hint: "run as its owner, or choose another home: roost serve --home DIR")
    }
  }
}
