import RoostCatalog
package import RoostModel
import RoostSystem

extension HostScope {
  /// Takes back exactly what a transaction changed on the machine. An archive that was removed is fetched again.
  ///
  /// `transaction.not-undoable` when other packages need it by now, or when what was removed cannot be had again.
  package func undo(_ record: TransactionRecord, progress: @escaping ProgressSink) async throws(Problem) -> TransactionRecord {
    try requireRights(for: "roost undo \(record.id)", doing: "undoing what was done to")
    guard record.scope == .host, record.state == .done, let runtime = record.changes.compactMap(\.runtime).first else {
      throw Problem(
        .transactionNotUndoable, "transaction \(record.id) left nothing on the machine that could be taken back",
        hint: "see what was done: roost history")
    }
    guard let entry = try await installer.journal.entry(record.id) else {
      throw Problem(
        .transactionNotFound, "transaction \(record.id) is not in the journal", hint: "see what was done: roost history")
    }
    let scope = try scope(of: entry)
    let lock = try await scope.lock(progress)
    defer { lock.release() }
    let archive = record.changes.first { $0.action == .removed && $0.name.hasPrefix(RuntimeArchive.home + "/") }
    if let archive { return try await scope.fetchAgain(archive, of: runtime, undoing: record, progress) }
    let taking = HostTaking(marks: try HostJournal.marks(in: entry))
    return try await scope.take(
      record.changes, of: runtime, as: .undo, request: record.asUndone, undoes: record.id, taking, progress)
  }

  private func fetchAgain(
    _ change: TransactionChange, of runtime: RuntimeID, undoing record: TransactionRecord, _ progress: @escaping ProgressSink
  ) async throws(Problem) -> TransactionRecord {
    let entry = try installer.catalogue.entry(runtime)
    let selector = try entry.selector(change.version)
    guard let source = RuntimeArchive.relocatable(entry) else { throw gone(change, runtime, nil) }
    let sourced: SourcedOffer
    do throws(Problem) {
      sourced = try await installer.newestOffer(
        RuntimeSpecifier(runtime: runtime, selector: selector), of: source, base: nil, progress: progress)
    } catch {
      guard error.code == .runtimeVersionUnavailable else { throw error }
      throw gone(change, runtime, error.message)
    }
    guard sourced.version == change.version else { throw gone(change, runtime, "there is \(sourced.version)") }
    let wish = HostWish(entry: entry, selector: selector)
    let outcome = try await HostInstallation(scope: self, wish: wish, progress: progress, undoes: record).run(
      .archive(sourced))
    guard let done = try await installer.journal.entry(outcome.transaction) else { throw gone(change, runtime, nil) }
    return done.record
  }

  private func gone(_ change: TransactionChange, _ runtime: RuntimeID, _ cause: String?) -> Problem {
    Problem(
      .transactionNotUndoable, "\(runtime) \(change.version) is gone and cannot be had again",
      hint: "install what there is: roost install \(runtime) --scope host", cause: cause)
  }

  /// A transaction in which changes are taken back.
  func take(
    _ changes: [TransactionChange], of runtime: RuntimeID, as kind: TransactionRecord.Kind, request: String, undoes: Int? = nil,
    _ taking: HostTaking, _ progress: @escaping ProgressSink
  ) async throws(Problem) -> TransactionRecord {
    let before = try await packages()
    let transaction = try await installer.journal.begin(kind, scope: .host, request: request, undoes: undoes)
    do throws(Problem) {
      var work = HostWork(.take, runtime, selector: nil, root: root, manager: managerKind, before: before, taking: changes)
      (work.automatic, work.taken) = (try await runner(progress)?.automatic(), taking)
      try await transaction.step(try work.step())
      try await HostReversal(scope: self, progress: progress).takeBack(HostChanges(changes), taking)
      let difference = PackageDifference(from: before, to: try await packages())
      for change in HostChanges(packages: difference).listed(of: runtime) { transaction.changed(change) }
      for change in changes where change.name.hasPrefix("/") {
        transaction.changed(
          TransactionChange(action: .removed, scope: .host, name: change.name, runtime: runtime, version: change.version))
      }
      return try await transaction.finish()
    } catch {
      // Where something went already, the next repair goes on.
      guard [.transactionNotUndoable, .lockHeld, .cancelled].contains(error.code), try await packages() == before else {
        throw error
      }
      try await transaction.rolledBack(error)
      throw error
    }
  }
}

extension TransactionRecord {
  /// What the undoing of it is called: `3 (install nodejs)`.
  var asUndone: String { "\(id) (\(kind.rawValue) \(request))" }
}
