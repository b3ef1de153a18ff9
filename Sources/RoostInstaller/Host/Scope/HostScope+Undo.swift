import RoostCatalog
package import RoostModel
import RoostSystem

extension HostScope {
  /// Takes back exactly what a transaction changed on the machine.
  ///
  /// `transaction.not-undoable` when other packages need it by now, or when what was removed cannot be had again.
  package func undo(_ record: TransactionRecord, progress: @escaping ProgressSink) async throws(Problem) -> TransactionRecord {
    try requireRights()
    guard record.scope == .host, record.state == .done, let runtime = record.changes.compactMap(\.runtime).first else {
      throw Problem(
        .transactionNotUndoable, "transaction \(record.id) left nothing on the machine that could be taken back",
        hint: "see what was done: roost history")
    }
    if let lost = record.changes.first(where: { $0.action == .removed && $0.name.hasPrefix("/") }) {
      throw Problem(
        .transactionNotUndoable, "\(lost.name) is gone and would have to be fetched again",
        hint: "install it: roost install '\(runtime)@\(lost.version)' --scope host")
    }
    guard let entry = try await installer.journal.entry(record.id) else {
      throw Problem(
        .transactionNotFound, "transaction \(record.id) is not in the journal", hint: "see what was done: roost history")
    }
    let lock = try await lock(progress)
    defer { lock.release() }
    return try await scope(of: entry).take(
      record.changes, of: runtime, as: .undo, request: "undo \(record.id)", undoes: record.id, progress)
  }

  /// A transaction in which changes are taken back.
  func take(
    _ changes: [TransactionChange], of runtime: RuntimeID, as kind: TransactionRecord.Kind, request: String, undoes: Int? = nil,
    purging: Bool = true, _ progress: @escaping ProgressSink
  ) async throws(Problem) -> TransactionRecord {
    let transaction = try await installer.journal.begin(kind, scope: .host, request: request, undoes: undoes)
    do throws(Problem) {
      let work = HostWork(
        .take, runtime, selector: nil, root: root, manager: managerKind, before: try await packages(), taking: changes)
      try await transaction.step(try work.step())
      try await HostReversal(scope: self, progress: progress).takeBack(HostChanges(changes), purging: purging)
      let difference = PackageDifference(from: work.before, to: try await packages())
      for change in HostChanges(packages: difference).listed(of: runtime) { transaction.changed(change) }
      for change in changes where change.name.hasPrefix("/") {
        transaction.changed(
          TransactionChange(action: .removed, scope: .host, name: change.name, runtime: runtime, version: change.version))
      }
      return try await transaction.finish()
    } catch {
      guard error.code == .transactionNotUndoable || error.code == .lockHeld else { throw error }
      try await transaction.rolledBack(error)
      throw error
    }
  }
}
