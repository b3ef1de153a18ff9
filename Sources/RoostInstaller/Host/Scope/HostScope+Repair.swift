import Glibc
import RoostCatalog
package import RoostModel
import RoostSystem
import SystemPackage

extension HostScope {
  /// Ends or takes back what killed transactions left on machines, and brings the package database in order. One sentence
  /// for each thing that was mended.
  package func repair(progress: @escaping ProgressSink) async throws(Problem) -> [String] {
    let lock = try await lock(progress)
    defer { lock.release() }
    var actions = try await recoverKilled(progress)
    guard options.userID == 0, root.isThisMachine || DirectoryCreation.isDirectory(root.path) else { return actions }
    let broken = try await HostRecovery(scope: self, progress: progress).mendIfNeeded()
    if !broken.isEmpty { actions.append("half-installed packages were mended: \(broken.sorted().joined(separator: ", "))") }
    return actions
  }

  /// What killed transactions left, whichever root they worked on. Layers are left to the installer's own repair.
  func recoverKilled(_ progress: @escaping ProgressSink) async throws(Problem) -> [String] {
    guard options.userID == 0 else { return [] }
    var actions: [String] = []
    for transaction in try await installer.journal.interrupted() where transaction.current.record.scope == .host {
      actions.append(try await recover(transaction, progress: progress))
    }
    return actions
  }

  /// One of them. Says what was done.
  package func recover(_ transaction: OpenTransaction, progress: @escaping ProgressSink) async throws(Problem) -> String {
    let scope = try scope(of: transaction.current)
    progress(.stage("repair", detail: "transaction \(transaction.id): \(transaction.current.record.request)"))
    return try await HostRecovery(scope: scope, progress: progress).recover(transaction)
  }

  /// The machine a transaction worked on, which may be another root than this one.
  func scope(of entry: JournalEntry) throws(Problem) -> HostScope {
    guard let work = try HostWork.read(entry), work.root != root.path.string else { return self }
    return HostScope(installer: installer, root: HostRoot(FilePath(work.root)), options: options)
  }
}
