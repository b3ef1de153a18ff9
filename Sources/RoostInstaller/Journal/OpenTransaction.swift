package import RoostModel
import RoostSystem
import Synchronization

/// A transaction at work: the only writer of its journal entry.
///
/// Its lock lives as long as the value, and not longer than the process: one that is dropped without ``finish()`` or
/// ``rolledBack(_:)`` counts as interrupted, and the next repair takes it back.
package final class OpenTransaction: Sendable {
  package let id: Int
  private let journal: Journal
  private let lock: TransactionLock
  private let entry: Mutex<JournalEntry>

  init(_ entry: JournalEntry, journal: Journal, lock: TransactionLock) {
    id = entry.record.id
    self.journal = journal
    self.lock = lock
    self.entry = Mutex(entry)
  }

  /// As it is on the disk.
  package var current: JournalEntry { entry.withLock { $0 } }

  /// Writes a step down. Its effect may begin when this returns.
  package func step(_ step: JournalStep) async throws(Problem) {
    try await write(about: "\(step.name) \(step.subject)") { $0.steps.append(step) }
  }

  /// What changed, for the history; on the disk with the next step or the end.
  package func changed(_ change: TransactionChange) { entry.withLock { $0.record.changes.append(change) } }

  /// As ``changed(_:)``, for what estimates are made from.
  package func took(_ sample: InstallSample) { entry.withLock { $0.samples.append(sample) } }

  /// As ``changed(_:)``, for what was asked by name.
  package func requested(_ requests: [NamedRequest]) { entry.withLock { $0.requests += requests } }

  /// The point of no return: from here on the transaction counts, whatever happens.
  @discardableResult
  package func finish() async throws(Problem) -> TransactionRecord { try await end(.done, nil) }

  /// Its effects were taken back; nothing of it is left.
  @discardableResult
  package func rolledBack(_ problem: Problem) async throws(Problem) -> TransactionRecord {
    try await end(.rolledBack, problem)
  }

  private func end(_ state: TransactionRecord.State, _ problem: Problem?) async throws(Problem) -> TransactionRecord {
    let now = journal.now()
    try await write(about: state.rawValue) { entry in
      entry.record.state = state
      entry.record.problem = problem
      // A clock that was set back makes no transaction end before it began.
      entry.record.endedAt = max(now, entry.record.startedAt)
      if state == .rolledBack { (entry.record.changes, entry.requests, entry.samples) = ([], [], []) }
    }
    let lock = lock
    try await BlockingWork.run { () throws(Problem) in try lock.remove() }
    return current.record
  }

  private func write(about moment: String, _ change: @escaping @Sendable (inout JournalEntry) -> Void) async throws(Problem) {
    journal.observe("before \(moment)")
    let result = await BlockingWork.run { () -> Result<Void, Problem> in
      self.entry.withLock { entry in
        var next = entry
        change(&next)
        do throws(Problem) {
          try self.journal.write(next)
          entry = next
          return .success(())
        } catch {
          return .failure(error)
        }
      }
    }
    try result.get()
    journal.observe("after \(moment)")
  }
}
