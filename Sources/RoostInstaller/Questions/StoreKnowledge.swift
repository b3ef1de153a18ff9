import RoostCatalog
import RoostModel

/// What is installed, who uses it and how it came there: what questions about layers are answered from.
struct StoreKnowledge: Sendable {
  var layers: [InstalledLayer]
  /// By the name of a layer.
  var uses: [String: [AppUse]] = [:]
  /// What users asked for by name.
  var requests: [NamedRequest] = []
  /// Names of layers that transactions added.
  var added: Set<String> = []

  /// Nobody asked for it by name and no app runs on it: it came along with something else. What no transaction added is
  /// somebody's all the same.
  func isDependency(_ layer: InstalledLayer) -> Bool {
    added.contains(layer.name) && uses[layer.name, default: []].isEmpty && !isRequested(layer)
  }

  func isRequested(_ layer: InstalledLayer) -> Bool {
    requests.contains { $0.runtime == layer.runtime && $0.version == layer.version }
  }
}

extension Installer {
  func knowledge(apps: AppControl) async throws(Problem) -> StoreKnowledge {
    var knowledge = StoreKnowledge(layers: try await store.scan().layers)
    for layer in knowledge.layers { knowledge.uses[layer.name] = try await apps.users(layer) }
    let entries = try await journal.entries()
    knowledge.requests = History(entries: entries).requests
    let changes = entries.filter { $0.record.state == .done }.flatMap(\.record.changes)
    knowledge.added = Set(changes.filter { $0.action == .added && $0.scope == .layer }.map(\.name))
    return knowledge
  }
}
