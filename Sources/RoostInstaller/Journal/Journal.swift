import Glibc
package import RoostModel
import RoostSystem
import SystemPackage

/// What was done to the runtimes of one home: a file for each transaction, never deleted, so that numbers are never used twice.
package struct Journal: Sendable {
  let paths: JournalPaths
  /// Serialises the choice of numbers; held for a moment.
  let turn: FilePath
  let now: @Sendable () -> Double
  /// Told of each moment before and after something is written down.
  let observe: @Sendable (String) -> Void

  private static let turnLimit = Duration.seconds(30)

  init(_ paths: StorePaths, options: InstallerOptions) {
    self.paths = JournalPaths(directory: paths.journal)
    turn = paths.lock("journal")
    now = options.now
    observe = options.observeJournal
  }

  /// Starts a transaction. `request` is what was asked, for people.
  package func begin(
    _ kind: TransactionRecord.Kind, scope: InstallScope, request: String, undoes: Int? = nil
  ) async throws(Problem) -> OpenTransaction {
    observe("before begin")
    let lock = try await FileLock.acquire(turn, within: Journal.turnLimit)
    defer { lock.release() }
    let transaction = try await BlockingWork.run { () throws(Problem) in
      let id = try lastID() + 1
      let alive = try TransactionLock.create(paths.lock(id))
      let record = TransactionRecord(
        id: id, kind: kind, scope: scope, request: request, user: getuid(), startedAt: now(), state: .running, undoes: undoes)
      let entry = JournalEntry(record: record)
      try write(entry)
      return OpenTransaction(entry, journal: self, lock: alive)
    }
    observe("after begin")
    return transaction
  }

  /// All transactions, newest first. Files that are none are not shown; see ``damage()``.
  package func history() async throws(Problem) -> [TransactionRecord] {
    History(entries: try await entries()).records
  }

  /// All that can be read, oldest first, with `interrupted` where a process died.
  package func entries() async throws(Problem) -> [JournalEntry] {
    try await BlockingWork.run { () throws(Problem) in try readAll().entries }
  }

  package func entry(_ id: Int) async throws(Problem) -> JournalEntry? {
    try await BlockingWork.run { () throws(Problem) in try JournalEntry.read(paths.record(id), id: id).map(withState) }
  }

  /// One finding for each file in the journal that is torn or not ours. Nothing is done about them.
  package func damage() async throws(Problem) -> [DoctorFinding] {
    try await BlockingWork.run { () throws(Problem) in try readAll().damage }
  }
}
