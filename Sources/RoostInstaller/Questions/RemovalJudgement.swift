import RoostCatalog
import RoostModel

/// Decides whether layers may be removed, and says what forcing it would do. Pure.
struct RemovalJudgement {
  let graph: RuntimeGraph
  let knowledge: StoreKnowledge

  func judge(_ targets: [InstalledLayer]) -> SafetyCheck {
    let users = targets.flatMap { layer in knowledge.uses[layer.name, default: []] }
    let dependents = dependents(of: targets)
    return SafetyCheck(
      safe: users.isEmpty && dependents.isEmpty, targets: targets.map(\.title), dependentApps: users,
      dependentRuntimes: dependents.map(\.title), unused: unused(after: targets).map(\.title), warnings: warnings(targets),
      forceRemovalConsequences: consequences(targets, dependents))
  }

  /// Layers that stand on a runtime of which nothing would be left.
  func dependents(of targets: [InstalledLayer]) -> [InstalledLayer] {
    let remaining = remaining(after: targets)
    let left = Set(remaining.map(\.runtime))
    let lost = Set(targets.map(\.runtime)).subtracting(left)
    return remaining.filter { !graph.requirements(of: $0.runtime).isDisjoint(with: lost) }
  }

  /// What lies below the targets and came along with them, and nothing that stays needs.
  func unused(after targets: [InstalledLayer]) -> [InstalledLayer] {
    let remaining = remaining(after: targets)
    let below = targets.reduce(into: Set<RuntimeID>()) { $0.formUnion(graph.requirements(of: $1.runtime)) }
    let kept = Set(remaining.filter { !below.contains($0.runtime) || !knowledge.isDependency($0) }.map(\.runtime))
    let unneeded = graph.unneeded(among: below, keeping: kept)
    return remaining.filter { unneeded.contains($0.runtime) && knowledge.isDependency($0) }
  }

  private func remaining(after targets: [InstalledLayer]) -> [InstalledLayer] {
    knowledge.layers.filter { layer in !targets.contains { $0.name == layer.name } }
  }

  private func warnings(_ targets: [InstalledLayer]) -> [String] {
    targets.flatMap { target in
      let stopped = knowledge.uses[target.name, default: []].filter { !$0.isAlive }
      return stopped.map { "\($0.text) does not run now, but needs \(target.title) when it starts" }
    }
  }

  private func consequences(_ targets: [InstalledLayer], _ dependents: [InstalledLayer]) -> [String] {
    var sentences: [String] = []
    for target in targets {
      for use in knowledge.uses[target.name, default: []] {
        if use.isAlive { sentences.append("\(use.text) is stopped") }
        let again = "roost runtime install '\(target.runtime)@\(target.version)'"
        sentences.append("\(use.app) cannot start until \(target.title) is installed again: \(again)")
      }
    }
    let lower = targets.map(\.title).joined(separator: ", ")
    sentences += dependents.map { "\($0.title) cannot be used until what it stands on is installed again: \(lower)" }
    return sentences
  }
}

extension InstalledLayer {
  /// `nodejs 22.20.0`.
  var title: String { "\(runtime) \(version)" }
}
