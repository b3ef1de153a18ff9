import RoostModel
import RoostSystem

/// Takes back what one transaction did to layers, by what it wrote down. May be run any number of times.
struct LayerRollback: Sendable {
  let installer: Installer
  let transaction: OpenTransaction
  let apps: AppControl

  /// Answers with the layers that stay because others count on them.
  func run() async throws(Problem) -> [String] {
    var kept: [String] = []
    for step in transaction.current.steps.reversed() {
      switch step.name {
      case "publish": if try await !takeAway(step.subject, publishedBy: transaction.id) { kept.append(step.subject) }
      case "rely":
        // Its publisher failed before us and left the layer for our sake.
        guard let publisher = step.before.flatMap({ Int($0) }), try await failed(publisher) else { continue }
        _ = try await takeAway(step.subject, publishedBy: publisher)
      case "retire": try await installer.store.restore(step.subject, retiredBy: transaction.id)
      default: continue
      }
    }
    return kept
  }

  /// False when somebody else counts on the layer. One that is not there, or that another transaction published, is nothing
  /// to be taken away.
  private func takeAway(_ name: String, publishedBy publisher: Int) async throws(Problem) -> Bool {
    guard let layer = try await installer.store.layer(named: name), layer.transaction == publisher else { return true }
    let lock = try await installer.lock(layer)
    defer { lock.release() }
    let users = try await apps.users(layer)
    guard users.isEmpty, try await !isReliedOn(name, from: publisher) else { return false }
    try await installer.store.retire(name, for: transaction.id)
    return true
  }

  private func isReliedOn(_ name: String, from publisher: Int) async throws(Problem) -> Bool {
    try await installer.journal.entries().contains { entry in
      guard entry.record.id != transaction.id, entry.record.state == .done || entry.record.state == .running else { return false }
      return entry.steps.contains { $0.name == "rely" && $0.subject == name && $0.before == String(publisher) }
    }
  }

  private func failed(_ publisher: Int) async throws(Problem) -> Bool {
    let state = try await installer.journal.entry(publisher)?.record.state
    return state == .rolledBack || state == .interrupted
  }
}
