import RoostCatalog
import RoostModel
import SystemPackage

extension Journal {
  /// Whether a process works on it.
  func isRunning(_ id: Int) -> Bool { TransactionLock.isHeld(paths.lock(id)) }

  /// Whether it counts or was taken back: nothing will be repaired about it. Blocking.
  func hasEnded(_ id: Int) -> Bool {
    guard !isRunning(id) else { return false }
    do throws(Problem) {
      let state = try JournalEntry.read(paths.record(id), id: id)?.record.state
      return state == .done || state == .rolledBack
    } catch {
      // Nobody knows what a damaged entry wanted: nothing is deleted on its word.
      return false
    }
  }

  /// Whether a user has asked for a layer in these words, and it stands. Usually answered by the transaction that made it.
  func names(_ specifier: RuntimeSpecifier, got layer: InstalledLayer) async throws(Problem) -> Bool {
    func isIt(_ request: NamedRequest) -> Bool {
      request.runtime == specifier.runtime && request.selector == specifier.selector.text && request.version == layer.version
    }
    if let id = layer.transaction, let entry = try await entry(id), entry.record.state == .done,
      entry.requests.contains(where: isIt)
    {
      return true
    }
    return History(entries: try await entries()).requests.contains(where: isIt)
  }
}
