import RoostCatalog
import RoostModel

/// Puts together why a runtime is there. Pure.
struct WhyJudgement {
  let graph: RuntimeGraph
  let knowledge: StoreKnowledge
  /// Those that hold the runtime.
  let profiles: [String]

  func answer(_ runtime: RuntimeID, _ layers: [InstalledLayer], history: History) -> WhyAnswer {
    let dependents = graph.dependents(of: runtime)
    let requiredBy = layers.isEmpty ? [] : knowledge.layers.filter { dependents.contains($0.runtime) }.map(\.title)
    let requests = knowledge.requests.filter { request in
      request.runtime == runtime && layers.contains { $0.version == request.version }
    }
    var answer = WhyAnswer(
      runtime: runtime, layers: layers, requestedIn: records(of: runtime, layers, history), requiredBy: requiredBy,
      apps: layers.flatMap { knowledge.uses[$0.name, default: []] }, profiles: profiles, reasons: [])
    answer.reasons = reasons(answer, requests)
    return answer
  }

  /// Transactions that added one of the layers, or that asked for the runtime by name.
  private func records(of runtime: RuntimeID, _ layers: [InstalledLayer], _ history: History) -> [TransactionRecord] {
    let naming = Set(history.standing.filter { $0.requests.contains { $0.runtime == runtime } }.map(\.record.id))
    return history.records.filter { record in
      guard record.state == .done else { return false }
      let added = record.changes.filter { $0.action == .added }.map(\.name)
      return naming.contains(record.id) || layers.contains { added.contains($0.name) }
    }
  }

  private func reasons(_ answer: WhyAnswer, _ requests: [NamedRequest]) -> [String] {
    guard !answer.layers.isEmpty else {
      let inProfiles = profiles.isEmpty ? "" : "; \(theProfiles) would bring it"
      return ["\(answer.runtime) is not installed\(inProfiles)"]
    }
    var reasons = requests.map { request in
      "\(request.runtime) \(request.version) was asked for by name, as \(request.runtime)@\(request.selector)"
    }
    reasons += answer.requiredBy.map { "\($0) stands on it" }
    reasons += answer.apps.map { "\($0.text) runs on \(answer.runtime) \($0.version)" }
    if !reasons.isEmpty, !profiles.isEmpty { reasons.append("it is part of \(theProfiles)") }
    guard reasons.isEmpty else { return reasons }
    let names = answer.layers.map { "'\($0.runtime)@\($0.version)'" }.joined(separator: " ")
    return ["nothing that is known needs it any more: roost runtime remove \(names)"]
  }

  private var theProfiles: String { "the \(profiles.count == 1 ? "profile" : "profiles") \(ListedWords.text(profiles))" }
}
