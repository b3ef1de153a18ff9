import RoostCatalog
import RoostModel
import SystemPackage

/// The proof that a layer works: the verify commands of its entry, run over the stack it belongs to.
struct LayerProof {
  let entry: CatalogueEntry
  let version: String
  /// Trees it stands on, base first, and their variables.
  let below: [(tree: FilePath, variables: [String: String])]
  let verifier: LayerVerifier

  /// `runtime.verify-failed` when a command does not do what the entry says.
  func run(_ tree: FilePath) async throws(Problem) {
    var variables: [String: String] = [:]
    for layer in below { variables.merge(layer.variables) { $1 } }
    variables.merge(entry.variables) { $1 }
    for step in entry.verify {
      let request = VerifyRequest(
        stack: below.map(\.tree) + [tree], variables: variables, command: step.arguments(version: version), timeout: step.timeout)
      let judgement = VerifyJudgement(step: step, title: "\(entry.id) \(version)", version: version)
      try judgement.judge(try await verifier(request))
    }
  }
}
