import RoostModel

/// Finds transactions in a history, newest first. Pure.
struct TransactionChoice {
  let records: [TransactionRecord]

  func record(_ number: Int) throws(Problem) -> TransactionRecord {
    if let record = records.first(where: { $0.id == number }) { return record }
    let newest = records.first.map { "the newest is \($0.id)" } ?? "there is none yet"
    throw Problem(.transactionNotFound, "there is no transaction \(number); \(newest)", hint: "see all: roost history")
  }

  /// The one that `roost undo` means when none is named.
  func newestToUndo() throws(Problem) -> TransactionRecord {
    if let record = records.first(where: { $0.state == .done && $0.undoneBy == nil && !$0.changes.isEmpty }) { return record }
    throw Problem(.transactionNotFound, "there is nothing to undo", hint: "see all: roost history")
  }

  /// What undoing a transaction would change.
  static func reversed(_ record: TransactionRecord) -> [TransactionChange] {
    record.changes.reversed().map { change in
      var change = change
      switch change.action {
      case .added: change.action = .removed
      case .removed: change.action = .added
      case .changed: (change.version, change.previous) = (change.previous ?? "?", change.version)
      }
      return change
    }
  }
}
