package import RoostModel

/// What follows from all journal entries together. Pure.
package struct History: Sendable, Equatable {
  /// Oldest first.
  package let entries: [JournalEntry]
  /// The transaction that undid each one, where that still holds.
  private let undoneBy: [Int: Int]

  package init(entries: [JournalEntry]) {
    self.entries = entries
    var undoneBy: [Int: Int] = [:]
    // Newest first: an undoing that was itself undone undoes nothing.
    for record in entries.map(\.record).reversed() where record.state == .done && undoneBy[record.id] == nil {
      if let target = record.undoes, undoneBy[target] == nil { undoneBy[target] = record.id }
    }
    self.undoneBy = undoneBy
  }

  /// Newest first.
  package var records: [TransactionRecord] { entries.reversed().map(completed) }

  package func record(_ id: Int) -> TransactionRecord? { entries.first { $0.record.id == id }.map(completed) }

  /// Those that count: ended well, not undone, and no undoing themselves.
  package var standing: [JournalEntry] {
    entries.filter { $0.record.state == .done && $0.record.undoes == nil && undoneBy[$0.record.id] == nil }
  }

  /// What users asked for by name and have not removed since; each runtime and selector once.
  package var requests: [NamedRequest] {
    var requests: [NamedRequest] = []
    for entry in standing {
      for change in entry.record.changes where change.action == .removed {
        requests.removeAll { $0.runtime == change.runtime && $0.version == change.version }
      }
      for request in entry.requests {
        requests.removeAll { $0.runtime == request.runtime && $0.selector == request.selector }
        requests.append(request)
      }
    }
    return requests
  }

  private func completed(_ entry: JournalEntry) -> TransactionRecord {
    var record = entry.record
    record.undoneBy = undoneBy[record.id]
    return record
  }
}
