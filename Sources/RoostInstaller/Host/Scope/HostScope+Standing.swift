import RoostCatalog
import RoostModel
import RoostSystem
import SystemPackage

extension HostScope {
  /// Installations of a runtime of which something is still on the machine, oldest first. What was removed through Roost and
  /// came back by other hands is not Roost's any more.
  func standing(_ wish: HostWish) async throws(Problem) -> [JournalEntry] {
    try await standing(wish, among: try await transactions())
  }

  /// Runtimes that Roost brought and that are still there, each with the transaction that brought it last.
  func brought() async throws(Problem) -> [(entry: CatalogueEntry, by: JournalEntry)] {
    let transactions = try await transactions()
    let names = Set(transactions.flatMap(\.record.changes).compactMap(\.runtime))
    var found: [(entry: CatalogueEntry, by: JournalEntry)] = []
    for entry in installer.catalogue.entries where names.contains(entry.id) {
      let wish = HostWish(entry: entry, selector: nil)
      if let last = try await standing(wish, among: transactions).last { found.append((entry, last)) }
    }
    return found
  }

  /// What was done to this machine, oldest first.
  private func transactions() async throws(Problem) -> [JournalEntry] {
    var entries: [JournalEntry] = []
    for entry in try await installer.journal.entries() where entry.record.scope == .host && entry.record.state == .done {
      if try HostWork.read(entry)?.root == root.path.string { entries.append(entry) }
    }
    return entries
  }

  private func standing(_ wish: HostWish, among entries: [JournalEntry]) async throws(Problem) -> [JournalEntry] {
    let owned = HostScope.owned(after: entries)
    let installations = entries.filter { isInstallation($0, of: wish) }
    guard !installations.isEmpty else { return [] }
    let now = try await packages()
    return installations.filter { entry in
      entry.record.changes.contains { change in
        guard change.action == .added, owned.contains(change.name) else { return false }
        return change.name.hasPrefix("/") ? SmallLook.exists(root.outside(change.name)) : now.installed[change.name] != nil
      }
    }
  }

  /// Packages and paths that came, and did not go, by transactions, oldest first. Pure.
  static func owned(after entries: [JournalEntry]) -> Set<String> {
    var owned: Set<String> = []
    for change in entries.flatMap(\.record.changes) {
      switch change.action {
      case .added: owned.insert(change.name)
      case .removed: owned.remove(change.name)
      case .changed: continue
      }
    }
    return owned
  }

  private func isInstallation(_ entry: JournalEntry, of wish: HostWish) -> Bool {
    guard entry.record.kind == .install, entry.record.changes.contains(where: { $0.runtime == wish.entry.id }) else {
      return false
    }
    return wish.selector?.matches(HostJournal.version(in: entry) ?? "") ?? true
  }
}
