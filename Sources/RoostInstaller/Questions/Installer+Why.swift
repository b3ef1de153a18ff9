import RoostCatalog
package import RoostModel

extension Installer {
  /// Why a runtime is there: who asked for it, what stands on it, which apps run on it. Takes what a user types.
  ///
  /// A version in it is a question about the layers that fit it alone.
  package func why(_ specifier: String, apps: AppControl) async throws(Problem) -> WhyAnswer {
    let knowledge = try await knowledge(apps: apps)
    let runtime = try catalogue.specifier(specifier).runtime
    let layers = try RemovalTargets(catalogue: catalogue, layers: knowledge.layers).candidates(specifier)
    let judgement = WhyJudgement(
      graph: RuntimeGraph(catalogue), knowledge: knowledge, profiles: catalogue.profiles(holding: runtime))
    var answer = judgement.answer(runtime, layers, history: History(entries: try await journal.entries()))
    if let reason = try await options.host.why(runtime) {
      answer.reasons = layers.isEmpty ? [reason] : answer.reasons + [reason]
    }
    return answer
  }
}
