import RoostCatalog
import RoostModel
import RoostSystem

extension Installer {
  /// What a transaction brought, and what the history says about it.
  struct Ended<Value: Sendable>: Sendable {
    var value: Value
    var record: TransactionRecord
  }

  /// Runs `body` as one transaction over layers: when it throws, everything it wrote down is taken back.
  ///
  /// What killed transactions left is taken back first.
  func transact<Value: Sendable>(
    _ kind: TransactionRecord.Kind, request: String, undoes: Int? = nil, apps: AppControl, progress: @escaping ProgressSink,
    _ body: (OpenTransaction) async throws(Problem) -> Value
  ) async throws(Problem) -> Ended<Value> {
    _ = try await recover(apps: apps)
    let transaction = try await journal.begin(kind, scope: .layer, request: request, undoes: undoes)
    do throws(Problem) {
      let value = try await body(transaction)
      let record = try await transaction.finish()
      await clearUp(after: transaction.id, apps: apps, progress: progress)
      return Ended(value: value, record: record)
    } catch {
      await takeBack(transaction, after: error, apps: apps, progress: progress)
      throw error
    }
  }

  /// The transaction counts already: what cannot be cleared up now is left for the next sweep.
  private func clearUp(after id: Int, apps: AppControl, progress: ProgressSink) async {
    do throws(Problem) {
      let waiting = try await store.deleteRetired(by: id)
      for name in waiting { progress(.warning("\(name) is still in use; its files go when nobody uses them any more")) }
    } catch {
      progress(.warning("some files of what was removed are left: \(error.message)"))
    }
    await apps.changed()
  }

  /// Never hides why it was needed: its own failure is told, and the next repair goes on with it.
  private func takeBack(
    _ transaction: OpenTransaction, after problem: Problem, apps: AppControl, progress: @escaping ProgressSink
  ) async {
    do throws(Problem) {
      try await Uncancelled.run { () async throws(Problem) in
        let kept = try await LayerRollback(installer: self, transaction: transaction, apps: apps).run()
        try await transaction.rolledBack(problem)
        _ = try await store.deleteRetired(by: transaction.id)
        for name in kept { progress(.warning("\(name) stays, as others use it already")) }
        progress(.stage("rolled-back", detail: "nothing of it is left"))
      }
    } catch {
      progress(.warning("what was begun could not be taken back, `roost repair` will: \(error.message)"))
    }
    await apps.changed()
  }
}

extension TransactionRecord {
  /// `nodejs 24.19.0`, for each layer it added.
  var addedTitles: [String] { titles(.added) }
  var removedTitles: [String] { titles(.removed) }

  private func titles(_ action: TransactionChange.Action) -> [String] {
    changes.filter { $0.action == action }.map { "\($0.runtime?.text ?? $0.name) \($0.version)" }
  }
}
