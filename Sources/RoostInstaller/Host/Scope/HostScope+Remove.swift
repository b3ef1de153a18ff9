import RoostCatalog
package import RoostModel
import RoostSystem
import SystemPackage

extension HostScope {
  /// Removes runtimes that Roost installed on the machine: exactly what came with them. Configuration that the catalogue
  /// wants kept stays.
  package func remove(_ request: RemoveRequest, progress: @escaping ProgressSink) async throws(Problem) -> RemoveResult {
    try requireRights()
    var wishes: [HostWish] = []
    let read = HostWishes(catalogue: installer.catalogue).read(request.specifiers)
    if let first = read.problems.first { throw first }
    for wish in read.wishes where wish.requiredBy.isEmpty { wishes.append(wish) }
    let lock = try await lock(progress)
    defer { lock.release() }
    var result = RemoveResult(removed: [], freed: ByteCount(0))
    for wish in wishes { try await remove(wish, into: &result, progress) }
    return result
  }

  private func remove(_ wish: HostWish, into result: inout RemoveResult, _ progress: @escaping ProgressSink) async throws(Problem)
  {
    let standing = try await standing(wish)
    guard !standing.isEmpty else { throw try await notOurs(wish) }
    for entry in standing.reversed() {
      let keeps = wish.entry.host?.keeps.isEmpty == false
      let record = try await take(
        entry.record.changes, of: wish.entry.id, as: .remove, request: wish.text, purging: !keeps, progress)
      result.removed.append("\(wish.entry.id) \(HostJournal.version(in: entry) ?? "")")
      result.transaction = record.id
    }
  }

  /// Installations of a runtime of which something is still on the machine, oldest first.
  func standing(_ wish: HostWish) async throws(Problem) -> [JournalEntry] {
    var entries: [JournalEntry] = []
    for entry in try await installer.journal.entries() where isInstallation(entry, of: wish) {
      if try HostWork.read(entry)?.root == root.path.string { entries.append(entry) }
    }
    guard !entries.isEmpty else { return [] }
    let now = try await packages()
    return entries.filter { entry in
      entry.record.changes.contains { change in
        guard change.action == .added else { return false }
        return change.name.hasPrefix("/")
          ? SmallLook.exists(root.outside(change.name)) : now.installed[change.name] == change.version
      }
    }
  }

  private func isInstallation(_ entry: JournalEntry, of wish: HostWish) -> Bool {
    let record = entry.record
    guard record.scope == .host, record.state == .done, record.kind == .install else { return false }
    guard record.changes.contains(where: { $0.runtime == wish.entry.id }) else { return false }
    return wish.selector?.matches(HostJournal.version(in: entry) ?? "") ?? true
  }

  private func notOurs(_ wish: HostWish) async throws(Problem) -> Problem {
    guard let found = try await detector.find(wish.entry) else {
      return Problem(
        .runtimeMissing, "\(wish.text) is not installed on this machine", hint: "see what is there: roost capabilities")
    }
    let names = managerKind.map { PackageChoice.names(of: wish, for: $0) } ?? []
    let hint = managerKind.map { HostReversal.removal(of: names, by: $0) } ?? "remove it as it was installed: \(found.path)"
    return Problem(
      .transactionNotFound, "\(wish.entry.title) \(found.version) at \(found.path) was not installed by Roost", hint: hint)
  }
}
