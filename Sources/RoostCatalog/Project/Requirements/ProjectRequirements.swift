package import RoostModel

/// All runtimes that a project speaks of: those its plan needs, and beyond it those whose version files or other marks are
/// there, a `Dockerfile`, a `go.mod`.
package struct ProjectRequirements: Sendable, Equatable {
  /// `nil` when the project cannot be run as it is; ``problems`` says why.
  package var type: ProjectType?
  /// Those of the plan first, in its order.
  package var needs: [ProjectRequirement] = []
  package var problems: [Problem] = []
  package var warnings: [String] = []

  /// `profile` are the selectors of the node's profile. Reads files, asks nobody.
  package static func find(in tree: ProjectTree, catalogue: Catalogue, profile: [RuntimeID: String] = [:]) -> ProjectRequirements
  {
    var found = ProjectRequirements()
    let plan = found.plan(of: tree, catalogue, profile)
    let top = found.top(of: tree, plan)
    found.type = plan?.type
    found.warnings = plan?.warnings ?? []
    for requirement in plan?.runtimes ?? [] { found.add(requirement, catalogue, top) }
    for entry in catalogue.entries where !found.needs.contains(where: { $0.requirement.runtime == entry.id }) {
      found.addMentioned(entry, top, profile[entry.id], isOptional: plan != nil)
    }
    return found
  }

  private mutating func plan(of tree: ProjectTree, _ catalogue: Catalogue, _ profile: [RuntimeID: String]) -> Plan? {
    do throws(Problem) {
      return try ProjectDetector.plan(for: tree, catalogue: catalogue, profile: profile)
    } catch {
      // A container engine is no runtime: whether one is there is not the question.
      if error.code == .strategyUnavailable,
        let plan = try? ProjectDetector.plan(for: tree, catalogue: catalogue, profile: profile, hasContainerEngine: true)
      {
        return plan
      }
      problems.append(error)
      return nil
    }
  }

  /// The directory of the tree that the project is in, as its settings say.
  private mutating func top(of tree: ProjectTree, _ plan: Plan?) -> ProjectTree {
    guard let root = plan?.root else { return tree }
    do throws(Problem) {
      return try tree.subtree(root)
    } catch {
      problems.append(error.printable)
      return tree
    }
  }

  private mutating func add(_ requirement: RuntimeRequirement, _ catalogue: Catalogue, _ tree: ProjectTree) {
    var need = ProjectRequirement(requirement: requirement)
    if let entry = catalogue.entry(named: requirement.runtime.text), let statements = statements(of: entry, in: tree) {
      need.outvoted = statements.found.filter { $0.evidence.printable != requirement.decidedBy }.map {
        OutvotedVersion(selector: $0.selector, evidence: $0.evidence.printable)
      }
    }
    needs.append(need)
  }

  private mutating func addMentioned(_ entry: CatalogueEntry, _ tree: ProjectTree, _ profile: String?, isOptional: Bool) {
    guard let statements = statements(of: entry, in: tree), statements.isMentioned else { return }
    let decision = VersionDecision(statements, profile: profile)
    var requirement = decision.requirement
    if statements.found.isEmpty, let sign = statements.presence.first { requirement.decidedBy = sign }
    let outvoted = decision.outvoted.map { OutvotedVersion(selector: $0.selector, evidence: $0.evidence.printable) }
    needs.append(ProjectRequirement(requirement: requirement.printable, outvoted: outvoted, isOptional: isOptional))
    for warning in decision.warnings.map(PrintableText.of) where !warnings.contains(warning) { warnings.append(warning) }
  }

  /// `nil` when a file is there that cannot be read.
  private mutating func statements(of entry: CatalogueEntry, in tree: ProjectTree) -> VersionStatements? {
    do throws(Problem) {
      return try VersionStatements(of: entry, in: tree)
    } catch {
      let problem = error.printable
      if !problems.contains(problem) { problems.append(problem) }
      return nil
    }
  }
}
