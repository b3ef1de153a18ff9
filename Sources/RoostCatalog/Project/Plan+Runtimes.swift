import RoostModel

extension Plan {
  /// Asks for a runtime in the version its files state.
  mutating func require(_ name: String, for project: ProjectInspection) throws(Problem) {
    let statements = try VersionStatements(of: try project.catalogue.requireEntry(named: name), in: project.tree)
    guard !runtimes.contains(where: { $0.runtime == statements.entry.id }) else { return }
    runtimes.append(statements.requirement)
    evidence += statements.outvoted
    warnings += statements.warnings
  }
}
