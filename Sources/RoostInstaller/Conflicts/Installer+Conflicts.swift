import RoostCatalog
package import RoostModel
import RoostSystem

extension Installer {
  /// What on this machine stands in the way of these runtimes, which are to be installed together. Nothing is changed, and
  /// nothing is looked at that none of them claims.
  package func conflicts(of runtimes: [RuntimeID], scope: InstallScope) async throws(Problem) -> [Conflict] {
    var entries: [CatalogueEntry] = []
    for runtime in runtimes where !entries.contains(where: { $0.id == runtime }) { entries.append(try catalogue.entry(runtime)) }
    guard entries.contains(where: { $0.conflicts != ConflictRules() }) else { return [] }
    let machine = options.machine
    let probe = await BlockingWork.run { machine() }
    let claims = ConflictClaims(of: entries, scope: scope, manager: probe.manager, catalogue: catalogue)
    let facts = try await MachineFacts(claims, by: probe)
    return try ConflictJudgement(scope: scope, facts: facts, catalogue: catalogue, reserved: options.reservedPorts)
      .conflicts(of: entries)
  }
}
