import RoostCatalog
package import RoostModel

extension Installer {
  /// Does the reverse of a transaction, as one of its own: what it added is removed, what it removed is built again in the
  /// same version. What others need by now stays.
  ///
  /// `transaction.not-undoable` when an app uses what would go, when a version is not to be had any more, or when nothing is
  /// left to be undone.
  package func undo(_ id: Int, apps: AppControl, progress: @escaping ProgressSink) async throws(Problem) -> TransactionRecord {
    let history = History(entries: try await journal.entries())
    guard let record = history.record(id) else {
      throw Problem(.transactionNotFound, "there is no transaction \(id)", hint: "`roost history` shows them all")
    }
    try refuse(record)
    guard record.scope == .layer else { return try await options.host.undo(record, progress) }
    let reversal = try await reversal(of: record, history: history, apps: apps)
    for layer in reversal.kept { progress(.warning("\(layer.title) stays, as it is needed by now")) }
    return try await transact(.undo, request: record.asUndone, undoes: id, apps: apps, progress: progress) {
      (transaction) throws(Problem) in
      try await retire(reversal.removed, in: transaction, progress: progress)
      try await restore(reversal.restored, in: transaction, progress: progress)
    }.record
  }

  private func refuse(_ record: TransactionRecord) throws(Problem) {
    let why: String
    if let other = record.undoneBy {
      why = "it was undone by transaction \(other)"
    } else {
      switch record.state {
      case .done: return
      case .running: why = "it is still at work"
      case .rolledBack: why = "it failed and left nothing behind"
      case .interrupted: why = "it was interrupted; `roost repair` takes back what it left"
      }
    }
    throw notUndoable(record, why)
  }

  private func reversal(of record: TransactionRecord, history: History, apps: AppControl) async throws(Problem) -> Reversal {
    let installed = try await store.scan().layers
    let needs = LayerNeeds(catalogue: catalogue, installed: installed)
    let reversal = Reversal(of: record, history: history, installed: installed, needs: needs)
    for layer in reversal.removed {
      guard let use = try await apps.users(layer).first else { continue }
      throw notUndoable(record, "\(layer.title) is used by \(use.text)")
    }
    guard reversal.isEmpty else { return reversal }
    let needed = ListedWords.text(reversal.kept.map(\.title))
    throw notUndoable(
      record,
      needed.isEmpty ? "nothing of it is left to be undone" : "\(needed) \(reversal.kept.count == 1 ? "is" : "are") needed by now"
    )
  }

  private func restore(
    _ changes: [TransactionChange], in transaction: OpenTransaction, progress: @escaping ProgressSink
  ) async throws(Problem) {
    var specifiers: [RuntimeSpecifier] = []
    var versions: [RuntimeSpecifier: String] = [:]
    for change in changes {
      guard let runtime = change.runtime else { continue }
      let specifier = RuntimeSpecifier(runtime: runtime, selector: try catalogue.entry(runtime).selector(change.version))
      specifiers.append(specifier)
      versions[specifier] = change.version
    }
    let wanted = try StackOrder(catalogue: catalogue).sideBySide(specifiers)
    let run = InstallRun(installer: self, wanted: wanted, transaction: transaction, progress: progress)
    for (one, layer) in zip(wanted, try await run.layers()) {
      guard let version = versions[one.specifier], version != layer.version else { continue }
      throw Problem(
        .transactionNotUndoable, "\(one.specifier.runtime) \(version) is not to be had any more, only \(layer.version)",
        hint: "install what there is: roost runtime install '\(layer.runtime)@\(layer.version)'")
    }
  }

  private func notUndoable(_ record: TransactionRecord, _ why: String) -> Problem {
    Problem(
      .transactionNotUndoable, "transaction \(record.id) (\(record.kind.rawValue) \(record.request)) stays: \(why)",
      hint: "`roost history` shows what was done, `roost runtime list` what is there")
  }
}
