import RoostCatalog
import RoostModel
import SystemPackage

/// An entry's verify commands, run over the stack a layer stands on.
struct LayerCheck {
  let installer: Installer
  let entry: CatalogueEntry
  let version: String
  /// Base first, without the layer itself.
  let stack: [InstalledLayer]

  /// `runtime.verify-failed` when one of them does not prove it.
  func run(on tree: FilePath) async throws(Problem) {
    let trees = stack.map { FilePath($0.tree) } + [tree]
    let variables = stack.reduce(into: [String: String]()) { $0.merge($1.variables) { $1 } }.merging(entry.variables) { $1 }
    for step in entry.verify {
      let request = VerifyRequest(
        stack: trees, variables: variables, command: step.arguments(version: version), timeout: step.timeout)
      let judgement = VerifyJudgement(step: step, title: "\(entry.id) \(version)", version: version)
      try judgement.judge(try await installer.verifier(request))
    }
  }
}
