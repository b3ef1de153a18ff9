import RoostCatalog
package import RoostModel

extension Installer {
  /// What an installation of layers would do, as far as it can be known now: without network versions and costs are the
  /// installed ones' and the catalogue's. Changes nothing.
  ///
  /// What only the machine itself can have is looked for there; when it is missing, a warning says who can install it how.
  package func plan(_ request: InstallRequest) async throws(Problem) -> InstallPlan {
    let wanted = try WantedRuntimes(request, catalogue: catalogue)
    let layers = try StackOrder(catalogue: catalogue).sideBySide(wanted.layers)
    let look = PlanLook(installer: self, installed: try await store.scan().layers, costs: try await estimates())
    let planned = await look.look(layers)
    let host = try await hostPart(wanted.host)
    let missing = planned.filter { $0.state == .missing }
    var plan = InstallPlan(
      scope: .layer, runtimes: planned + host, conflicts: try await conflicts(of: missing.map(\.runtime), scope: .layer),
      cost: PlanLook.sum(missing), free: try await diskSpace().free)
    plan.warnings = host.compactMap { $0.problem.map { "\($0.message): \($0.hint)" } }
    if request.force { plan.conflicts = plan.conflicts.map(\.forced) }
    return plan
  }

  /// Each of them as the machine has it. One that is not there is a problem of its own, and of nobody else.
  func hostPart(_ specifiers: [RuntimeSpecifier]) async throws(Problem) -> [PlannedRuntime] {
    var planned: [PlannedRuntime] = []
    for specifier in specifiers {
      let entry = try catalogue.entry(specifier.runtime)
      var one = PlannedRuntime(
        runtime: entry.id, title: entry.title, selector: specifier.selector.text, state: .missing, source: "this machine",
        requiredBy: [], cost: .none, scope: .host)
      if let found = try await presence(of: entry) {
        (one.state, one.version, one.source) = (.installed, found.version, found.path)
      } else {
        one.problem = Problem(
          .runtimeMissing, "\(entry.title) is had from the machine itself and is not there",
          hint: "as root: roost install \(entry.id) --scope host")
      }
      planned.append(one)
    }
    return planned
  }
}

extension Conflict {
  /// As it is told when somebody insists.
  var forced: Conflict {
    var conflict = self
    conflict.severity = .warning
    return conflict
  }
}
