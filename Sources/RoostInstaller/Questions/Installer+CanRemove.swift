import RoostCatalog
package import RoostModel

extension Installer {
  /// Whether these layers may be removed, who is in the way, and what forcing it would do. Changes nothing.
  ///
  /// `runtime.missing` for what is not installed, `usage.invalid` for a name that several layers answer to.
  package func canRemove(_ request: RemoveRequest, apps: AppControl) async throws(Problem) -> SafetyCheck {
    guard request.scope == .layer else {
      throw Problem(
        .unsupported, "what the machine itself has is not removed with layers",
        hint: "as root: roost runtime remove \(request.specifiers.joined(separator: " ")) --scope host")
    }
    let knowledge = try await knowledge(apps: apps)
    let targets = try RemovalTargets(catalogue: catalogue, layers: knowledge.layers).find(request.specifiers)
    return RemovalJudgement(graph: RuntimeGraph(catalogue), knowledge: knowledge).judge(targets)
  }

  /// The layers of ``canRemove(_:apps:)``: what was named, and with `removesUnused` what would be unused then, in the order
  /// in which they can go.
  package func removalTargets(_ request: RemoveRequest, apps: AppControl) async throws(Problem) -> [InstalledLayer] {
    let knowledge = try await knowledge(apps: apps)
    let targets = try RemovalTargets(catalogue: catalogue, layers: knowledge.layers).find(request.specifiers)
    let judgement = RemovalJudgement(graph: RuntimeGraph(catalogue), knowledge: knowledge)
    return targets + (request.removesUnused ? judgement.unused(after: targets) : [])
  }
}
