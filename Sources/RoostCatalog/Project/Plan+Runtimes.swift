import RoostModel

extension Plan {
  /// Asks for a runtime in the version its files state.
  mutating func require(_ name: String, for project: ProjectInspection) throws(Problem) {
    let entry = try project.catalogue.requireEntry(named: name)
    guard !runtimes.contains(where: { $0.runtime == entry.id }) else { return }
    let decision = try project.decision(on: entry)
    runtimes.append(decision.requirement)
    evidence += decision.outvotedEvidence
    warnings += decision.warnings
    if entry.isUntested {
      warnings.append("\(entry.title) was never installed from its real source: see roost runtime info \(entry.id)")
    }
  }
}
