package import RoostModel

/// Decides what a project is and makes the plan for it. Reads files; starts nothing and asks nobody.
package enum ProjectDetector {
  private static let kinds: [any ProjectKind] = [PythonWebKind(), PythonScriptKind(), NodeKind(), StaticKind(), ProcfileKind()]

  /// The plan for a project. With `settings` `nil`, the project's own roost.yml is read.
  ///
  /// Throws ``ProblemCode/projectUnrecognised``, ``ProblemCode/projectAmbiguous``, ``ProblemCode/projectManifestInvalid``,
  /// ``ProblemCode/projectFileRefused``, and ``ProblemCode/unsupported`` for a tool the catalogue does not have.
  package static func plan(
    for tree: ProjectTree, catalogue: Catalogue, settings: ProjectSettings? = nil
  ) throws(Problem) -> Plan {
    do throws(Problem) {
      return try make(tree, catalogue, try resolved(settings, tree)).printable
    } catch {
      throw error.printable
    }
  }

  private static func make(_ tree: ProjectTree, _ catalogue: Catalogue, _ settings: ProjectSettings) throws(Problem) -> Plan {
    let top = settings.root == "." ? nil : settings.root
    let project = try ProjectInspection(try subtree(tree, top), catalogue: catalogue, settings: settings)
    let candidates = try candidates(of: project)
    let chosen = try ProjectChoice(project: project, candidates: candidates).candidate()
    var plan = Plan(
      type: chosen.type, score: chosen.score, evidence: chosen.evidence, start: .files(directory: ".", singlePage: false))
    plan.root = top
    plan.alternatives = candidates.filter { $0.type != chosen.type }
    for kind in kinds where kind.types.contains(chosen.type) { try kind.complete(&plan, for: project) }
    try SettingsApplication(project: project).apply(to: &plan)
    return plan
  }

  private static func resolved(_ settings: ProjectSettings?, _ tree: ProjectTree) throws(Problem) -> ProjectSettings {
    if let settings { return settings }
    return try ProjectSettings.load(from: tree) ?? ProjectSettings()
  }

  private static func subtree(_ tree: ProjectTree, _ top: String?) throws(Problem) -> ProjectTree {
    guard let top else { return tree }
    return try tree.subtree(top)
  }

  /// Best first.
  private static func candidates(of project: ProjectInspection) throws(Problem) -> [Candidate] {
    var found: [Candidate] = []
    for kind in kinds {
      if let candidate = try kind.examine(project) { found.append(candidate) }
    }
    return found.enumerated().sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }.map(\.element)
  }
}
