import RoostCatalog
package import RoostModel
import RoostSystem

extension Installer {
  /// What on this machine stands in the way of these runtimes, which are to be installed together. Nothing is changed, and
  /// nothing is looked at that none of them claims.
  package func conflicts(of runtimes: [RuntimeID], scope: InstallScope) async throws(Problem) -> [Conflict] {
    var entries: [CatalogueEntry] = []
    for runtime in runtimes where !entries.contains(where: { $0.id == runtime }) { entries.append(try catalogue.entry(runtime)) }
    return try await conflicts(of: entries, scope: scope, on: options.machine, reserved: options.reservedPorts)
  }

  /// The same in another root directory. Nothing listens there, so of ports nothing is said.
  func conflicts(of runtime: RuntimeID, in root: HostRoot, manager: PackageManagerKind?) async throws(Problem) -> [Conflict] {
    try await conflicts(
      of: [try catalogue.entry(runtime)], scope: .host, on: { MachineProbe.root(root, manager: manager) }, reserved: [:])
  }

  private func conflicts(
    of entries: [CatalogueEntry], scope: InstallScope, on machine: @escaping @Sendable () -> MachineProbe,
    reserved: [UInt16: String]
  ) async throws(Problem) -> [Conflict] {
    guard entries.contains(where: { $0.conflicts != ConflictRules() }) else { return [] }
    let probe = await BlockingWork.run { machine() }
    let claims = ConflictClaims(of: entries, scope: scope, manager: probe.manager, catalogue: catalogue)
    let facts = try await MachineFacts(claims, by: probe)
    return try ConflictJudgement(scope: scope, facts: facts, catalogue: catalogue, reserved: reserved)
      .conflicts(of: entries)
  }
}
