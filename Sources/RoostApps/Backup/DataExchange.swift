import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// Puts another tree in the place of an app's data, and takes that back. Each step is a rename: at every moment one of the two
/// is whole. Blocking.
struct DataExchange {
  let paths: AppPaths

  func take(_ data: FilePath, for user: UInt32) throws(Problem) {
    guard chmod(data.string, 0o700) == 0 else { throw Problem.lastSystemCall("keep \(data) private") }
    try SpecialFiles.give(data, to: user)
    try flush(data)
    try DirectoryRemoval.removeNow(paths.dataBefore)
    try move(paths.data, to: paths.dataBefore)
    try move(data, to: paths.data)
    try AtomicFile.syncDirectory(paths.root)
  }

  /// Nothing to do where nothing was exchanged.
  func putBack() throws(Problem) {
    guard AppDirectories.exists(paths.dataBefore) else { return }
    if AppDirectories.exists(paths.data) {
      try DirectoryRemoval.removeNow(paths.dataGone)
      try move(paths.data, to: paths.dataGone)
      try move(paths.dataBefore, to: paths.data)
      try AtomicFile.syncDirectory(paths.root)
      // What is left of it goes with the next restoration or start of the daemon.
      try? DirectoryRemoval.removeNow(paths.dataGone)
    } else {
      try move(paths.dataBefore, to: paths.data)
      try AtomicFile.syncDirectory(paths.root)
    }
  }

  private func flush(_ tree: FilePath) throws(Problem) {
    let directory = open(tree.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { throw Problem.lastSystemCall("open \(tree)") }
    defer { close(directory) }
    try FileSystemSync.flush(directory, of: tree.string)
  }

  private func move(_ tree: FilePath, to place: FilePath) throws(Problem) {
    guard rename(tree.string, place.string) == 0 else { throw Problem.lastSystemCall("rename \(tree) to \(place)") }
  }
}

extension AppPaths {
  /// What `data` held before an exchange that is not proven yet.
  var dataBefore: FilePath { root.appending("data.before") }
  /// What an exchange that was taken back had put there.
  var dataGone: FilePath { root.appending("data.gone") }
  /// The variables before such an exchange, sealed.
  var variablesBefore: FilePath { root.appending("variables.before") }
}
