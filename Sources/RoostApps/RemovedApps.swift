import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// The files of removed apps on their way out: `tmp/app-<id>`. Moved there in one step, so that a daemon that dies while
/// it deletes them leaves nothing that looks like an app, and the next one finds the rest.
struct RemovedApps: Sendable {
  let home: FilePath
  private static let prefix = "app-"
  private var directory: FilePath { home.appending("tmp") }

  /// Takes the tree out of sight, then deletes it. A tree that does not exist is not an error.
  func remove(_ tree: FilePath, of app: AppID) async throws(Problem) {
    let place = directory.appending(RemovedApps.prefix + app.text)
    try await BlockingWork.run { () throws(Problem) in
      try DirectoryCreation.ensure(place.removingLastComponent())
      guard rename(tree.string, place.string) == 0 || errno == ENOENT else {
        throw Problem.lastSystemCall("move \(tree) to \(place)")
      }
      try DirectoryRemoval.removeNow(place)
    }
  }

  func found() async throws(Problem) -> [FilePath] {
    try await AppDirectories.entries(of: directory).filter { $0.hasPrefix(RemovedApps.prefix) }
      .map { directory.pushing(FilePath($0)) }
  }
}
