import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// Removed layers: out of sight by one rename, their files deleted when nobody uses them.
extension LayerStore {
  private func retired(by transaction: Int) -> FilePath { paths.retired.appending(JournalPaths.digits(transaction)) }

  /// Takes a layer out of sight. One that is not there is no problem.
  func retire(_ name: String, for transaction: Int) async throws(Problem) {
    let target = retired(by: transaction)
    try await BlockingWork.run { () throws(Problem) in
      try DirectoryCreation.ensure(target)
      try move(paths.layers.appending(name), to: target.appending(name))
    }
  }

  /// Brings one back. When the same layer was installed meanwhile, that one stays.
  func restore(_ name: String, retiredBy transaction: Int) async throws(Problem) {
    let source = retired(by: transaction)
    try await BlockingWork.run { () throws(Problem) in
      try move(source.appending(name), to: paths.layers.appending(name))
    }
  }

  /// Moves a damaged layer to where a person can look at it. Answers with that place.
  func setAside(_ name: String) async throws(Problem) -> FilePath {
    let directory = paths.broken
    return try await BlockingWork.run { () throws(Problem) in
      try DirectoryCreation.ensure(directory)
      let target = directory.appending("\(name).\(String(UInt64.random(in: .min ... .max), radix: 36))")
      try move(paths.layers.appending(name), to: target)
      return target
    }
  }

  private func move(_ source: FilePath, to target: FilePath) throws(Problem) {
    guard rename(source.string, target.string) == 0 else {
      if errno == ENOENT || errno == EEXIST || errno == ENOTEMPTY { return }
      throw Problem.lastSystemCall("move \(source) to \(target)")
    }
    try AtomicFile.syncDirectory(source.removingLastComponent())
    try AtomicFile.syncDirectory(target.removingLastComponent())
  }

  /// Deletes what a transaction has removed, but for what is still in use: the names of that.
  func deleteRetired(by transaction: Int) async throws(Problem) -> [String] {
    try await BlockingWork.run { () throws(Problem) in try deleteNow(retired(by: transaction)) }
  }

  /// As ``deleteRetired(by:)``, for all that have ended. Answers with a sentence for each that was deleted.
  func deleteRetired(_ journal: Journal) async throws(Problem) -> [String] {
    try await BlockingWork.run { () throws(Problem) in
      var actions: [String] = []
      for name in try DirectoryListing.names(in: paths.retired) {
        guard let id = Int(name), journal.hasEnded(id) else { continue }
        let before = try DirectoryListing.names(in: paths.retired.appending(name))
        let waiting = try deleteNow(paths.retired.appending(name))
        actions += before.filter { !waiting.contains($0) }.map { "deleted the files of \($0), which was removed" }
      }
      return actions
    }
  }

  private func deleteNow(_ directory: FilePath) throws(Problem) -> [String] {
    var waiting: [String] = []
    for name in try DirectoryListing.names(in: directory) {
      let layer = directory.appending(name)
      guard let use = try LayerUse.exclusive(layer) else {
        waiting.append(name)
        continue
      }
      try withExtendedLifetime(use) { () throws(Problem) in try DirectoryRemoval.removeNow(layer) }
    }
    if waiting.isEmpty { try DirectoryRemoval.removeNow(directory) }
    return waiting
  }
}
