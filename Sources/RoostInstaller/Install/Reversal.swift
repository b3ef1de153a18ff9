import RoostModel

/// What undoing one transaction over layers comes to. Pure.
struct Reversal: Sendable, Equatable {
  var removed: [InstalledLayer] = []
  /// What is to be built again.
  var restored: [TransactionChange] = []
  /// Layers that stay because something else needs them.
  var kept: [InstalledLayer] = []

  init(of record: TransactionRecord, history: History, installed: [InstalledLayer], needs: LayerNeeds) {
    // Without an undoing, what it undid counts as undone no more.
    let others = History(entries: history.entries.filter { $0.record.id != record.id }).standing
    let addedByOthers = Reversal.standing(after: others)
    for change in record.changes {
      let layer = installed.first { $0.name == change.name }
      switch change.action {
      case .added:
        guard let layer else { continue }
        if addedByOthers.contains(change.name) { kept.append(layer) } else { removed.append(layer) }
      case .removed: if layer == nil { restored.append(change) }
      case .changed: continue
      }
    }
    keepWhatIsNeeded(others: others, needs: needs)
  }

  /// Names of what these transactions added and did not remove again. Oldest first.
  private static func standing(after entries: [JournalEntry]) -> Set<String> {
    var names: Set<String> = []
    for change in entries.flatMap(\.record.changes) {
      switch change.action {
      case .added: names.insert(change.name)
      case .removed: names.remove(change.name)
      case .changed: continue
      }
    }
    return names
  }

  /// Somebody has named it since, or a layer that stays stands on it.
  private mutating func keepWhatIsNeeded(others: [JournalEntry], needs: LayerNeeds) {
    let named = History(entries: others).requests
    let staying = needs.installed.filter { !removed.contains($0) }
    let wanted = removed.filter { layer in
      named.contains { $0.runtime == layer.runtime && $0.version == layer.version }
    }
    let needed = needs.closure(of: staying + wanted)
    kept += removed.filter(needed.contains)
    removed.removeAll(where: needed.contains)
  }

  var isEmpty: Bool { removed.isEmpty && restored.isEmpty }
}
