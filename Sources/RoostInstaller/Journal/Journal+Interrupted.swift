import Glibc
import RoostModel
import RoostSystem
import SystemPackage

extension Journal {
  /// Takes over the transactions whose processes died, newest first, so that nobody else repairs them meanwhile.
  ///
  /// Of those that had ended, and of those that had not begun, what was left over is removed.
  func interrupted() async throws(Problem) -> [OpenTransaction] {
    let held = try await BlockingWork.run { () throws(Problem) in try heldIDs() }
    guard !held.isEmpty else { return [] }
    let lock = try await FileLock.acquire(turn, within: .seconds(30))
    defer { lock.release() }
    return try await BlockingWork.run { () throws(Problem) in
      var found: [OpenTransaction] = []
      for id in held.sorted(by: >) {
        if let transaction = try takeOver(id) { found.append(transaction) }
      }
      return found
    }
  }

  /// Transactions other than `id` that a process works on.
  func running(except id: Int) async throws(Problem) -> [Int] {
    try await BlockingWork.run { () throws(Problem) in
      try heldIDs().filter { $0 != id && TransactionLock.isHeld(paths.lock($0)) }
    }
  }

  private func heldIDs() throws(Problem) -> [Int] {
    try DirectoryListing.names(in: paths.directory).filter { $0.hasSuffix(".lock") }.compactMap(JournalPaths.id)
  }

  private func takeOver(_ id: Int) throws(Problem) -> OpenTransaction? {
    guard let lock = try TransactionLock.ofDead(paths.lock(id)) else { return nil }
    try removeUnfinishedWrites(of: id)
    let entry: JournalEntry?
    do throws(Problem) {
      entry = try JournalEntry.read(paths.record(id), id: id)
    } catch {
      // A damaged record cannot be acted on: it stays as it is, and is told.
      return nil
    }
    guard let entry, entry.record.state == .running || entry.record.state == .interrupted else {
      try lock.remove()
      return nil
    }
    return OpenTransaction(entry, journal: self, lock: lock)
  }

  private func removeUnfinishedWrites(of id: Int) throws(Problem) {
    let prefix = JournalPaths.digits(id) + ".json."
    for name in try DirectoryListing.names(in: paths.directory) where name.hasPrefix(prefix) && name.hasSuffix(".new") {
      let path = paths.directory.appending(name)
      guard unlink(path.string) == 0 || errno == ENOENT else { throw Problem.lastSystemCall("remove \(path)") }
    }
  }
}
