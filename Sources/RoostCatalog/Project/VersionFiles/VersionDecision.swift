import RoostModel

/// Which of the statements about a runtime decides, and what becomes of the others. Pure.
///
/// An exact file comes before a range, a range before a floor, any of them before the node's profile, and that before the
/// catalogue's default.
struct VersionDecision: Sendable {
  let statements: VersionStatements
  /// What the node's profile asks of the runtime.
  let profile: String?

  init(_ statements: VersionStatements, profile: String? = nil) {
    self.statements = statements
    self.profile = profile
  }

  private var entry: CatalogueEntry { statements.entry }
  private var winner: VersionStatement? { statements.found.first }

  var requirement: RuntimeRequirement {
    guard let winner else { return unstated }
    guard winner.meaning == .floor else {
      return RuntimeRequirement(
        runtime: entry.id, selector: winner.selector.text, decidedBy: winner.evidence, authority: winner.authority)
    }
    let selector = FloorChoice(entry: entry, floor: winner.selector).selector
    return RuntimeRequirement(
      runtime: entry.id, selector: selector, decidedBy: winner.evidence, authority: winner.authority)
  }

  private var unstated: RuntimeRequirement {
    if let profile {
      return RuntimeRequirement(
        runtime: entry.id, selector: profile, decidedBy: Evidence(says: "this machine's profile: no file states a version"),
        authority: .profile)
    }
    return RuntimeRequirement(
      runtime: entry.id, selector: entry.defaultSelector,
      decidedBy: Evidence(says: "the catalogue's default: no file states a version"), authority: .catalogue)
  }

  /// The statements that the winner has overruled.
  var outvoted: [VersionStatement] {
    guard let winner else { return [] }
    return statements.found.dropFirst().filter { $0.selector.text != winner.selector.text }
  }

  /// The same, as what explains a plan.
  var outvotedEvidence: [Evidence] {
    outvoted.map {
      Evidence(
        file: $0.evidence.file, line: $0.evidence.line, says: "\($0.evidence.says) (\(winner?.evidence.file ?? "") decides)")
    }
  }

  /// What was not understood, and what cannot hold beside the winner.
  var warnings: [String] { statements.notUnderstood + conflicts }

  private var conflicts: [String] {
    guard let winner else { return [] }
    return outvoted.filter { !$0.selector.overlaps(winner.selector) }.map { other in
      "\(winner.evidence) decides, but no such version of \(entry.title) fits \(other.evidence)"
    }
  }
}
